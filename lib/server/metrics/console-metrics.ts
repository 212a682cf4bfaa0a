import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Row } from '@/lib/contract/row'
import type { ClusterStatus } from '@/lib/contract/services'
import type { ProbeResult } from '@/lib/domain/probe/probe-result'
import type { VantageAnswer, VantageName } from '@/lib/domain/resolution/resolution'
import type { ProberLoad } from '@/lib/probe/prober'
import type { LoadGuard } from '@/lib/server/load/load-guard'
import type { MonitorStats } from '@/lib/server/monitor/monitor'
import type { ProbeStats } from '@/lib/server/probes/target-probes'
import type { AnsweredRequest } from '@/lib/server/requests/observe-requests'
import type { SignInResult } from '@/lib/server/sign-in/sign-in-journal'
import { type AliasReading, writeAliasSeries } from './alias-series'
import { probeOutcome } from './probe-outcome'
import { addProcessMetrics } from './process-metrics'
import { RequestMetrics } from './request-metrics'

export interface MetricsSources {
  rows(): Iterable<Row>
  reading(row: Row): AliasReading
  clusters(): readonly { status: ClusterStatus; monitor: MonitorStats; probes: ProbeStats }[]
  prober(): ProberLoad
  streams(): number
  certificateValidUntilMs(): number | null
  load: Pick<LoadGuard, 'causes' | 'shed' | 'latest'>
}

export interface MetricsText {
  contentType: string
  /** The text, in pieces of a bounded size. */
  pieces: readonly Buffer[]
}

const clusterStates = ['connecting', 'live', 'stale', 'denied'] as const
const vantageNames: readonly VantageName[] = ['cluster', 'outside']
const answerBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/**
 * What Prometheus reads of a running console; names and meanings as blackbox_exporter's where they are the same. Labels name Services and
 * vantages, never targets or addresses.
 */
export class ConsoleMetrics {
  readonly #sources: MetricsSources
  readonly #registry = new Registry()
  readonly #answerSeconds: Histogram<'cluster' | 'vantage'>
  readonly #answersTotal: Counter<'cluster' | 'vantage' | 'code'>
  readonly #eventsTotal: Counter<'cluster' | 'result'>
  readonly #signInsTotal: Counter<'result'>
  readonly #watchStepsTotal: Counter<'cluster' | 'step'>
  readonly #changesTotal: Counter<'cluster' | 'kind' | 'outcome'>
  readonly #probesTotal: Counter<'outcome'>
  readonly #requests: RequestMetrics
  #underWay: Promise<MetricsText> | null = null

  constructor(sources: MetricsSources) {
    this.#sources = sources
    const registers = [this.#registry]
    collectDefaultMetrics({ register: this.#registry })
    this.#answerSeconds = new Histogram({
      name: 'signpost_resolver_answer_seconds',
      help: 'Time until a vantage had answered for one host, its whole chain included.',
      labelNames: ['cluster', 'vantage'],
      buckets: answerBuckets,
      registers,
    })
    this.#answersTotal = new Counter({
      name: 'signpost_resolver_answers_total',
      help: 'Answers for hosts by what they came to.',
      labelNames: ['cluster', 'vantage', 'code'],
      registers,
    })
    this.#eventsTotal = new Counter({
      name: 'signpost_change_events_total',
      help: 'Kubernetes Events that tell of attempts to change a Service, by whether they could be written.',
      labelNames: ['cluster', 'result'],
      registers,
    })
    this.#signInsTotal = new Counter({
      name: 'signpost_sign_ins_total',
      help: 'Sessions that began, sign-ins that were refused, and sessions that were ended.',
      labelNames: ['result'],
      registers,
    })
    this.#watchStepsTotal = new Counter({
      name: 'signpost_watch_steps_total',
      help: 'How often the watch of Services was listed anew, connected, or failed.',
      labelNames: ['cluster', 'step'],
      registers,
    })
    this.#changesTotal = new Counter({
      name: 'signpost_changes_total',
      help: 'Attempts to change a Service through this console by what they came to.',
      labelNames: ['cluster', 'kind', 'outcome'],
      registers,
    })
    this.#probesTotal = new Counter({
      name: 'signpost_probes_total',
      help: 'Probes of targets by what they came to.',
      labelNames: ['outcome'],
      registers,
    })
    this.#requests = new RequestMetrics(this.#registry)
    addClusterGauges(this.#registry, sources)
    addConsoleGauges(this.#registry, sources)
    addProcessMetrics(this.#registry, sources)
  }

  /** Counts one answer of a vantage, just given. */
  observe(cluster: string, answer: VantageAnswer): void {
    if (answer.askedAt === null) return
    const { vantage, elapsedMs, verdict } = answer
    this.#answerSeconds.observe({ cluster, vantage }, elapsedMs / 1000)
    this.#answersTotal.inc({ cluster, vantage, code: verdict.code })
  }

  /** Counts one Event about a change. */
  countEvent(cluster: string, result: 'written' | 'failed'): void {
    this.#eventsTotal.inc({ cluster, result })
  }

  countWatchStep(cluster: string, step: string): void {
    this.#watchStepsTotal.inc({ cluster, step })
  }

  /** Counts what an attempt came to: its state, or why it was refused. */
  countChange(cluster: string, kind: string, outcome: string): void {
    this.#changesTotal.inc({ cluster, kind, outcome })
  }

  countProbe(result: ProbeResult): void {
    this.#probesTotal.inc({ outcome: probeOutcome(result) })
  }

  countSignIn(result: SignInResult): void {
    this.#signInsTotal.inc({ result })
  }

  /** Counts one request that came to its end. */
  countRequest(request: AnsweredRequest): void {
    this.#requests.count(request)
  }

  /** The metrics of now in the text format of Prometheus; who asks meanwhile gets the same text. */
  read(): Promise<MetricsText> {
    this.#underWay ??= this.#render().finally(() => {
      this.#underWay = null
    })
    return this.#underWay
  }

  async #render(): Promise<MetricsText> {
    // The rows of one moment: a Service that comes anew while they are written would stand there twice.
    const rows = [...this.#sources.rows()]
    const aliases = await writeAliasSeries(rows.values().map((row) => this.#sources.reading(row)))
    const console = Buffer.from(await this.#registry.metrics())
    return { contentType: this.#registry.contentType, pieces: [console, ...aliases] }
  }
}

function addClusterGauges(registry: Registry, { clusters }: MetricsSources): void {
  const registers = [registry]
  new Gauge({
    name: 'signpost_watch_state',
    help: 'The state of the watch of each cluster: 1 for the one it is in.',
    labelNames: ['cluster', 'state'],
    registers,
    collect() {
      this.reset()
      for (const { status } of clusters()) {
        for (const state of clusterStates) this.set({ cluster: status.name, state }, status.state === state ? 1 : 0)
      }
    },
  })
  new Gauge({
    name: 'signpost_silent_resolvers',
    help: 'Resolvers of each vantage from which nothing has come back for any name; such a one is tried every few seconds.',
    labelNames: ['cluster', 'vantage'],
    registers,
    collect() {
      this.reset()
      for (const { status } of clusters()) {
        for (const vantage of vantageNames) {
          const silent = status.silentResolvers?.filter((resolver) => resolver.vantage === vantage) ?? []
          this.set({ cluster: status.name, vantage }, silent.length)
        }
      }
    },
  })
  new Gauge({
    name: 'signpost_monitor_hosts',
    help: 'Hosts by what the monitor does with them: asking now, waiting in one of its queues, or all that it watches.',
    labelNames: ['cluster', 'state'],
    registers,
    collect() {
      this.reset()
      for (const { status, monitor } of clusters()) {
        for (const [state, count] of Object.entries(monitor)) this.set({ cluster: status.name, state }, count)
      }
    },
  })
  new Gauge({
    name: 'signpost_probe_endpoints',
    help: 'Ports of hosts that the settings let be probed: all of them, and those that never were.',
    labelNames: ['cluster', 'state'],
    registers,
    collect() {
      this.reset()
      for (const { status, probes } of clusters()) {
        for (const [state, count] of Object.entries(probes)) this.set({ cluster: status.name, state }, count)
      }
    },
  })
}

function addConsoleGauges(registry: Registry, { prober, streams }: MetricsSources): void {
  const registers = [registry]
  new Gauge({
    name: 'signpost_probe_queue',
    help: 'Probes under way, and those that wait for one to end.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(prober())) this.set({ state }, count)
    },
  })
  new Gauge({
    name: 'signpost_event_streams',
    help: 'Browsers and programs that follow the event stream.',
    registers,
    collect() {
      this.set(streams())
    },
  })
}
