import type { ClusterStatus } from '@/lib/contract/services'
import type { Clock } from '@/lib/domain/clock'
import type { LogLevel } from '@/lib/domain/log/log-level'
import { limitRepeats } from '@/lib/server/log/limit-repeats'
import type { Log } from '@/lib/server/log/log'

const levels = {
  connecting: 'info',
  live: 'info',
  stale: 'warn',
  denied: 'warn',
} as const satisfies Record<ClusterStatus['state'], LogLevel>

/** Tells the log when the state of a cluster becomes another one, each at most once a minute, so that a cluster that comes and goes does not fill it. */
export class ClusterLog {
  readonly #log: Log
  #told = new Map<string, string>()

  constructor(log: Log, clock: Clock) {
    this.#log = limitRepeats(log, { most: 1, clock })
  }

  /** What a kubeconfig came to: its clusters, or the reason why there is none. */
  begin(statuses: readonly ClusterStatus[], problem: string | null): void {
    this.#told = new Map()
    if (problem !== null) this.#log('warn', 'no-cluster', problem)
    else this.#log('info', 'clusters', 'the kubeconfig was read', { clusters: statuses.map(({ name }) => name) })
    this.note(statuses)
  }

  note(statuses: readonly ClusterStatus[]): void {
    for (const { name, state, why, since } of statuses) {
      // Before it has connected, what went wrong is news as well.
      const news = state === 'connecting' && why !== undefined ? 'not reached' : state
      if (this.#told.get(name) === news) continue
      this.#told.set(name, news)
      const level = state === 'connecting' && why !== undefined ? 'warn' : levels[state]
      this.#log(level, 'cluster', `the cluster ${name} is ${news}`, { cluster: name, state, since, why })
    }
  }
}
