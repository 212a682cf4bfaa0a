import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import {
  causesOf,
  judgeLoad,
  type LoadCause,
  type LoadJudgement,
  type LoadLimits,
  type LoadReading,
  unloaded,
} from '@/lib/domain/load/judge-load'
import { limitRepeats } from '@/lib/server/log/limit-repeats'
import type { Log } from '@/lib/server/log/log'

export interface LoadGuardOptions {
  limits: LoadLimits
  clock: Clock
  log: Log
  /** What the process measures now; delays are those since the last call. Null where nothing is to be watched. */
  read: (() => LoadReading) | null
}

const everyMs = 1000
const retryAfterSeconds = 10
// From here on people see it.
const lateMs = 1000

/** Watches the memory and the event loop of the process, and says what is not answered while they are near their end. */
export class LoadGuard {
  readonly #options: LoadGuardOptions
  readonly #limitedLog: Log
  #judged: LoadJudgement = unloaded
  #latest: LoadReading | null = null
  #shed = new Map<LoadCause, number>()
  #cancel = () => {}

  constructor(options: LoadGuardOptions) {
    this.#options = options
    this.#limitedLog = limitRepeats(options.log, { most: 1, clock: options.clock })
  }

  start(): void {
    if (this.#options.read !== null) this.#look(this.#options.read)
  }

  stop(): void {
    this.#cancel()
  }

  /** Throws AppError `unavailable` with reason `overloaded` while load is shed. */
  refuseHeavy(): void {
    const [cause] = causesOf(this.#judged)
    if (cause === undefined) return
    this.#shed.set(cause, (this.#shed.get(cause) ?? 0) + 1)
    throw new AppError(
      'unavailable',
      `The console answers no large requests just now: ${this.#sentence(cause)}. Everything else goes on.`,
      { reason: 'overloaded', retryAfterSeconds },
    )
  }

  /** Why load is shed, as a sentence; null while all is answered. */
  problem(): string | null {
    const causes = causesOf(this.#judged)
    return causes.length === 0 ? null : causes.map((cause) => this.#sentence(cause)).join('; ')
  }

  causes(): LoadCause[] {
    return causesOf(this.#judged)
  }

  /** How many requests were not answered, by cause. */
  shed(): ReadonlyMap<LoadCause, number> {
    return this.#shed
  }

  /** The last reading, null before the first. */
  latest(): LoadReading | null {
    return this.#latest
  }

  #look(read: () => LoadReading): void {
    const { clock, limits } = this.#options
    const before = causesOf(this.#judged)
    const reading = read()
    this.#latest = reading
    this.#judged = judgeLoad(this.#judged, reading, limits, clock.now())
    this.#tell(before, reading)
    this.#cancel = clock.after(everyMs, () => this.#look(read))
  }

  #tell(before: readonly LoadCause[], { longestDelayMs }: LoadReading): void {
    const { log } = this.#options
    for (const cause of causesOf(this.#judged)) {
      if (!before.includes(cause)) log('warn', 'load-shed', `load is shed: ${this.#sentence(cause)}`, { cause })
    }
    for (const cause of before) {
      const isOver = !causesOf(this.#judged).includes(cause)
      if (isOver) log('info', 'load-calm', 'all requests are answered again', { cause })
    }
    if (longestDelayMs >= lateMs) {
      const delayMs = Math.round(longestDelayMs)
      this.#limitedLog('warn', 'event-loop-late', 'the event loop was held up', { delayMs })
    }
  }

  #sentence(cause: LoadCause): string {
    const { percent, of } = this.#judged.fullest
    return cause === 'memory'
      ? `${percent} % of the ${of === 'heap' ? 'heap' : 'memory of the container'} is used`
      : `the event loop is ${Math.round(this.#latest?.meanDelayMs ?? 0)} ms late`
  }
}
