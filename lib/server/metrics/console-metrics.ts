import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Row } from '@/lib/contract/row'
import type { ClusterStatus } from '@/lib/contract/services'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { MonitorStats } from '@/lib/server/monitor/monitor'

export interface MetricsSources {
  rows(): Iterable<Row>
  answers(row: Row): readonly VantageAnswer[]
  clusters(): readonly { status: ClusterStatus; monitor: MonitorStats }[]
  streams(): number
}

export interface MetricsText {
  contentType: string
  body: string
}

const clusterStates = ['connecting', 'live', 'stale', 'denied'] as const
const answerBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const aliasLabels = ['cluster', 'namespace', 'service'] as const

/**
 * What Prometheus reads of a running console; names and meanings as blackbox_exporter's where they are the same. Labels name Services and
 * vantages, never targets or addresses.
 */
export class ConsoleMetrics {
  readonly #registry = new Registry()
  readonly #answerSeconds: Histogram<'cluster' | 'vantage'>
  readonly #answersTotal: Counter<'cluster' | 'vantage' | 'code'>
  readonly #perAlias: Gauge[]
  #underWay: Promise<MetricsText> | null = null

  constructor(sources: MetricsSources) {
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
    this.#perAlias = [
      ...aliasGauges(this.#registry, sources),
      ...clusterGauges(this.#registry, sources),
      streamGauge(this.#registry, sources),
    ]
  }

  /** Counts one answer of a vantage, just given. */
  observe(cluster: string, answer: VantageAnswer): void {
    if (answer.askedAt === null) return
    const { vantage, elapsedMs, verdict } = answer
    this.#answerSeconds.observe({ cluster, vantage }, elapsedMs / 1000)
    this.#answersTotal.inc({ cluster, vantage, code: verdict.code })
  }

  /** The metrics of now in the text format of Prometheus; who asks meanwhile gets the same text. */
  read(): Promise<MetricsText> {
    this.#underWay ??= this.#render().finally(() => {
      this.#underWay = null
    })
    return this.#underWay
  }

  async #render(): Promise<MetricsText> {
    const body = await this.#registry.metrics()
    // Tens of thousands of series are made for each reading; between two of them they would only hold memory.
    for (const gauge of this.#perAlias) gauge.reset()
    return { contentType: this.#registry.contentType, body }
  }
}

function aliasGauges(registry: Registry, { rows, answers }: MetricsSources): Gauge[] {
  return [
    new Gauge({
      name: 'signpost_probe_success',
      help: 'Whether the target resolved to an address (1) or not (0); absent while nobody answers for it.',
      labelNames: aliasLabels,
      registers: [registry],
      collect() {
        this.reset()
        for (const row of rows()) {
          if (row.verdict.severity !== 'unknown') this.set(labels(row), row.addresses.length > 0 ? 1 : 0)
        }
      },
    }),
    new Gauge({
      name: 'signpost_probe_dns_lookup_time_seconds',
      help: 'How long the last resolution of the target took, per vantage.',
      labelNames: [...aliasLabels, 'vantage'],
      registers: [registry],
      collect() {
        this.reset()
        for (const row of rows()) {
          for (const { vantage, askedAt, elapsedMs } of answers(row)) {
            if (askedAt !== null) this.set({ ...labels(row), vantage }, elapsedMs / 1000)
          }
        }
      },
    }),
    new Gauge({
      name: 'signpost_alias_verdict_info',
      help: 'The verdict of each alias, as its code and severity; always 1.',
      labelNames: [...aliasLabels, 'code', 'severity'],
      registers: [registry],
      collect() {
        this.reset()
        for (const row of rows()) this.set({ ...labels(row), code: row.verdict.code, severity: row.severity }, 1)
      },
    }),
  ]
}

function clusterGauges(registry: Registry, { clusters }: MetricsSources): Gauge[] {
  return [
    new Gauge({
      name: 'signpost_watch_state',
      help: 'The state of the watch of each cluster: 1 for the one it is in.',
      labelNames: ['cluster', 'state'],
      registers: [registry],
      collect() {
        this.reset()
        for (const { status } of clusters()) {
          for (const state of clusterStates) this.set({ cluster: status.name, state }, status.state === state ? 1 : 0)
        }
      },
    }),
    new Gauge({
      name: 'signpost_monitor_hosts',
      help: 'Hosts by what the monitor does with them: asking now, waiting in one of its queues, or all that it watches.',
      labelNames: ['cluster', 'state'],
      registers: [registry],
      collect() {
        this.reset()
        for (const { status, monitor } of clusters()) {
          for (const [state, count] of Object.entries(monitor)) this.set({ cluster: status.name, state }, count)
        }
      },
    }),
  ]
}

function streamGauge(registry: Registry, { streams }: MetricsSources): Gauge {
  return new Gauge({
    name: 'signpost_event_streams',
    help: 'Browsers and programs that follow the event stream.',
    registers: [registry],
    collect() {
      this.set(streams())
    },
  })
}

function labels({ cluster, namespace, name }: Row) {
  return { cluster, namespace, service: name }
}
