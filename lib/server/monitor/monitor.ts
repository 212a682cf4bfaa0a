import type { PendingQuestion } from '@/lib/contract/resolution'
import type { DnsClient } from '@/lib/dns/dns-client'
import type { Vantage } from '@/lib/dns/vantages'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { Clock } from '@/lib/domain/clock'
import { missingName } from '@/lib/domain/resolution/missing-name'
import { notAsked } from '@/lib/domain/resolution/not-asked'
import type { Resolution, VantageAnswer, VantageName } from '@/lib/domain/resolution/resolution'
import type { VerdictChange } from '@/lib/domain/resolution/verdict-change'
import { AskQueue } from './ask-queue'
import { DomainChecks } from './domain-checks'
import { DueTimes } from './due-times'
import { HostQuestions } from './host-questions'
import { HostWatch, withSplitHorizon } from './host-watch'
import { monitorTimes, nextAskDelayMs } from './monitor-times'
import { sameAnswers } from './same-answers'
import { type ServedName, servedAddresses, servedName } from './served-name'
import { ServiceNames } from './service-names'
import { whenOr } from './when-or'

export interface MonitorOptions {
  /** In the order of the answers; without any, every answer says which setting is missing. */
  vantages: readonly Vantage[]
  client: DnsClient
  clock: Clock
  /** From 0 up to 1. */
  random(): number
  clusterDomain: string
  /** Called when something about a tracked host changed that can be seen. */
  onAnswer(host: string, answers: VantageAnswer[]): void
  /** Called with every answer of a vantage, the repeated ones too. */
  onAsked?(answer: VantageAnswer): void
}

/** Hosts that are watched, being asked for, and waiting to be. */
export interface MonitorStats {
  watched: number
  asking: number
  onScreen: number
  neverAsked: number
  due: number
}

export interface NamedTarget {
  serviceName: string
  target: string
}

/** Resolves every tracked host, each once however many aliases point at it. Hosts may be given in any case, with or without the last dot. */
export interface Monitor {
  /** Starts watching a host; counted, so that each alias tracks and untracks by itself. */
  track(host: string): void
  untrack(host: string): void
  /** Says that hosts are on screen for the next minutes: they are asked again after max(TTL, 30 s). */
  show(hosts: readonly string[]): void
  /** From now on asks only for what is on screen or wanted now; hosts that are tracked meanwhile wait for `goOn`. */
  holdBack(): void
  goOn(): void
  /** What is known now, one answer per vantage; `NOT_ASKED` until the first answer. Shared: not to be changed. */
  answers(host: string): VantageAnswer[]
  /** As last asked, with the Service's own CNAME; what was never asked is asked now, for 2 s at most, unless `askNow` does so already. */
  resolution(service: NamedTarget): Promise<Resolution>
  /** Asks everything anew, for 15 s at most. Failing questions are repeated, so the verdicts are final. */
  askNow(service: NamedTarget): Promise<Resolution>
  /** What `askNow` waits for, one name for each vantage that has not answered yet. */
  pending(host: string): PendingQuestion[]
  /** Asks every vantage anew for a host, for 5 s at most, or for `withinMs`. */
  askTarget(host: string, withinMs?: number): Promise<VantageAnswer[]>
  /** One CNAME question for a Service's own name to the cluster's DNS; null when there is no cluster vantage. */
  askServiceName(serviceName: string): Promise<ServedName | null>
  /** The same of each resolver of the cluster's DNS, within a second, or instead of the CNAME its addresses; none without a cluster vantage. */
  askServiceNameEach(serviceName: string, want?: 'alias' | 'addresses'): Promise<ServedName[]>
  /** How the answers for a tracked host changed, oldest first, 50 at most. */
  history(host: string): VerdictChange[]
  /** Whether the registered domain above a name at which an answer broke is gone too; null when that is not known. */
  isDomainGone(name: string): boolean | null
  stats(): MonitorStats
  close(): Promise<void>
}

export function createMonitor(options: MonitorOptions): Monitor {
  return new HostMonitor(options)
}

const noVantage = 'No resolver is configured to ask: set SIGNPOST_RESOLVERS or SIGNPOST_CLUSTER_DNS.'
const vantageNamesWithout: readonly VantageName[] = ['outside']

class HostMonitor implements Monitor {
  readonly #options: MonitorOptions
  readonly #watches = new Map<string, HostWatch>()
  readonly #queue: AskQueue
  readonly #due: DueTimes
  readonly #serviceNames: ServiceNames
  readonly #domains: DomainChecks
  readonly #questions: HostQuestions
  readonly #closing = new AbortController()

  constructor(options: MonitorOptions) {
    this.#options = options
    this.#queue = new AskQueue(monitorTimes.hostsAtOnce, (host) => this.#refresh(host))
    this.#due = new DueTimes(options.clock, (hosts) => {
      for (const host of hosts) this.#queue.again(host)
    })
    this.#questions = new HostQuestions({ ...options, closing: this.#closing.signal })
    this.#serviceNames = new ServiceNames(options, this.#closing.signal)
    this.#domains = new DomainChecks({ ...options, signal: this.#closing.signal })
  }

  track(host: string): void {
    const name = normaliseHost(host)
    const watch = this.#watches.get(name) ?? this.#start(name)
    watch.references += 1
  }

  untrack(host: string): void {
    const name = normaliseHost(host)
    const watch = this.#watches.get(name)
    if (watch === undefined) return
    watch.references -= 1
    if (watch.references > 0) return
    this.#watches.delete(name)
    this.#queue.delete(name)
    this.#due.delete(name)
  }

  show(hosts: readonly string[]): void {
    const now = this.#options.clock.now()
    for (const host of hosts.slice(0, monitorTimes.shownHosts)) {
      const name = normaliseHost(host)
      const watch = this.#watches.get(name)
      if (watch === undefined) continue
      watch.shownUntilMs = now + monitorTimes.shownMs
      if (!watch.isComplete) this.#queue.urgent(name)
      else this.#due.hasten(name, watch.lastAskedMs + nextAskDelayMs(watch, now, 0.5))
    }
  }

  holdBack(): void {
    this.#queue.holdBack()
  }

  goOn(): void {
    this.#queue.goOn()
  }

  answers(host: string): VantageAnswer[] {
    const name = normaliseHost(host)
    return this.#watches.get(name)?.answers ?? this.#unasked(name)
  }

  async resolution(service: NamedTarget): Promise<Resolution> {
    const target = normaliseHost(service.target)
    if (this.#questions.pending(target).length > 0) {
      const known = this.#serviceNames.known(service.serviceName, target)
      return { ...service, target, vantages: this.#serviceNames.put(this.answers(target), target, known) }
    }
    const served = this.#serviceNames.recent(service.serviceName, target, monitorTimes.resolutionMs)
    this.track(target)
    try {
      const watch = this.#watches.get(target)
      if (watch !== undefined && !watch.isComplete && this.#options.vantages.length > 0) {
        this.#queue.urgent(target)
        await whenOr(watch.firstRound(), this.#options.clock, monitorTimes.resolutionMs)
      }
      return { ...service, target, vantages: this.#serviceNames.put(this.answers(target), target, await served) }
    } finally {
      this.untrack(target)
    }
  }

  async askNow(service: NamedTarget): Promise<Resolution> {
    const target = normaliseHost(service.target)
    const [served, answers] = await Promise.all([
      this.#questions.waitFor(target, 'cluster', (onQuestion) =>
        this.#serviceNames.ask(service.serviceName, target, monitorTimes.askNowMs, onQuestion),
      ),
      this.#askAll(target, monitorTimes.askNowMs),
    ])
    return { ...service, target, vantages: this.#serviceNames.put(answers, target, served) }
  }

  pending(host: string): PendingQuestion[] {
    return this.#questions.pending(normaliseHost(host))
  }

  askTarget(host: string, withinMs: number = monitorTimes.askTargetMs): Promise<VantageAnswer[]> {
    return this.#askAll(normaliseHost(host), withinMs)
  }

  async askServiceName(serviceName: string): Promise<ServedName | null> {
    const answer = await this.#serviceNames.ask(serviceName, null, monitorTimes.askTargetMs)
    return answer && servedName(answer)
  }

  async askServiceNameEach(serviceName: string, want: 'alias' | 'addresses' = 'alias'): Promise<ServedName[]> {
    if (want === 'addresses') {
      const served = await this.#serviceNames.askAddressesEach(serviceName, monitorTimes.askEachMs)
      return served.map((replies) => servedAddresses(serviceName, replies))
    }
    const answers = await this.#serviceNames.askEach(serviceName, monitorTimes.askEachMs)
    return answers.map(servedName)
  }

  history(host: string): VerdictChange[] {
    return [...(this.#watches.get(normaliseHost(host))?.history ?? [])]
  }

  isDomainGone(name: string): boolean | null {
    return this.#domains.isGone(name)
  }

  stats(): MonitorStats {
    return { watched: this.#watches.size, ...this.#queue.sizes }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.#due.close()
    this.#watches.clear()
    await this.#queue.close()
  }

  #start(host: string): HostWatch {
    const watch = new HostWatch(host, this.#unasked(host))
    this.#watches.set(host, watch)
    if (this.#options.vantages.length > 0 && !this.#closing.signal.aborted) this.#queue.fresh(host)
    return watch
  }

  #unasked(host: string): VantageAnswer[] {
    if (this.#options.vantages.length === 0) return vantageNamesWithout.map((name) => notAsked(name, noVantage))
    return this.#options.vantages.map(({ name }) => notAsked(name, `${host} was not asked for yet.`))
  }

  async #refresh(host: string): Promise<void> {
    const watch = this.#watches.get(host)
    if (watch === undefined) return
    await Promise.all(
      this.#options.vantages.map(async (vantage) => {
        const isFirst = !watch.wasAsked(vantage.name)
        const options = { repeatFailures: isFirst, signal: this.#closing.signal }
        this.#take(watch, await this.#questions.ask(vantage, host, options), isFirst)
      }),
    )
    await this.#checkDomain(watch)
    if (this.#watches.get(host) !== watch) return
    const now = this.#options.clock.now()
    watch.lastAskedMs = now
    this.#due.set(host, now + nextAskDelayMs(watch, now, this.#options.random()))
  }

  async #checkDomain(watch: HostWatch): Promise<void> {
    const missing = missingName(watch.answers)
    if (missing === null || missing.brokenAt === null) return
    const before = this.#domains.isGone(missing.brokenAt)
    await this.#domains.check(missing)
    const isNews = this.#domains.isGone(missing.brokenAt) !== before
    if (isNews && this.#watches.get(watch.host) === watch) this.#options.onAnswer(watch.host, watch.answers)
  }

  async #askAll(host: string, withinMs: number): Promise<VantageAnswer[]> {
    if (this.#options.vantages.length === 0) return this.#unasked(host)
    const answers = await this.#questions.askAll(host, withinMs, (answer) => {
      const watch = this.#watches.get(host)
      if (watch !== undefined) this.#take(watch, answer, true)
    })
    return withSplitHorizon(host, answers)
  }

  #take(watch: HostWatch, answer: VantageAnswer, isFinal: boolean): void {
    if (this.#closing.signal.aborted || this.#watches.get(watch.host) !== watch) return
    const now = this.#options.clock.now()
    const isOnScreen = now < watch.shownUntilMs
    const before = watch.answers
    watch.take(answer, isFinal, now)
    if (!sameAnswers(before, watch.answers, isOnScreen)) this.#options.onAnswer(watch.host, watch.answers)
  }
}
