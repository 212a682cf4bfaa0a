import type { Alias } from '@/lib/domain/alias/alias'
import type { Clock } from '@/lib/domain/clock'
import { serviceKey } from '@/lib/domain/service/service-ref'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { type WatchState, watchCluster } from '@/lib/kubernetes/watch-cluster'
import { poll } from '../../control-plane/poll'

const realClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

/** Runs watchCluster and keeps a copy as a consumer would; `faults` names every delta that was told twice or made no sense. */
export function recordWatch(client: KubeClient, options: { clock?: Clock; random?: () => number } = {}) {
  const rows = new Map<string, Alias>()
  const faults: string[] = []
  const states: WatchState[] = []
  const log: string[] = []
  const watch = watchCluster({
    client,
    clusterId: 'test',
    clock: options.clock ?? realClock,
    random: options.random ?? Math.random,
    onAliases: ({ removes, upserts }) => {
      for (const removed of removes) {
        const key = serviceKey(removed)
        log.push(`- ${key} ${removed.uid}`)
        if (rows.get(key)?.uid !== removed.uid) faults.push(`removed what was not there: ${key}`)
        rows.delete(key)
      }
      for (const alias of upserts) {
        const key = serviceKey(alias)
        const before = rows.get(key)
        log.push(`+ ${key} ${alias.target}`)
        if (JSON.stringify(before) === JSON.stringify(alias)) faults.push(`told twice: ${key}`)
        if (before !== undefined && before.uid !== alias.uid) faults.push(`not removed before its namesake: ${key}`)
        rows.set(key, alias)
      }
    },
    onState: (state) => states.push(state),
  })
  return {
    rows,
    faults,
    states,
    log,
    stop: () => watch.stop(),
    row: (namespace: string, name: string) => rows.get(`test/${namespace}/${name}`),
    state: () => states.at(-1),
    until: (what: string, condition: () => boolean, timeoutMs = 5_000) =>
      poll(async () => condition(), { what, timeoutMs, everyMs: 5 }),
  }
}

export type WatchRecorder = ReturnType<typeof recordWatch>
