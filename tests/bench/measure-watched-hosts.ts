import { randomInt } from 'node:crypto'
import type { DnsAddress } from '../control-plane/dns-client.ts'
import { poll } from '../control-plane/poll.ts'
import { hostName } from './estate.ts'
import { usedMemory } from './process-memory.ts'
import { realClock } from './real-clock.ts'
import { resolveAlias } from './resolve-alias.ts'

export interface WatchedHostsMeasure {
  readonly bytes: number
  /** The same answers written as JSON. */
  readonly textBytes: number
  /** Until each had been asked, without pacing. */
  readonly askedAfterMs: number
}

const askLimitMs = 120_000

/** What a monitor holds that watches so many hosts from two vantages and has asked for each of them once. */
export async function measureWatchedHosts(
  { cluster, outside }: { cluster: DnsAddress; outside: DnsAddress },
  hosts: number,
): Promise<WatchedHostsMeasure> {
  resolveAlias()
  const { createDnsClient } = await import('../../lib/dns/dns-client.ts')
  const { createMonitor } = await import('../../lib/server/monitor/monitor.ts')
  const names = Array.from({ length: hosts }, (_, index) => hostName(index))
  const before = usedMemory()
  const client = createDnsClient({
    clock: realClock,
    randomId: () => randomInt(0, 65_536),
    limits: { pace: { perSecond: 1e9, burst: 1e9, inFlight: 64, waiting: 65_536 } },
  })
  const monitor = createMonitor({
    vantages: [
      { name: 'cluster', resolvers: [cluster] },
      { name: 'outside', resolvers: [outside] },
    ],
    client,
    clock: realClock,
    random: Math.random,
    clusterDomain: 'cluster.local',
    onAnswer: () => undefined,
  })
  try {
    const startedAt = performance.now()
    for (const name of names) monitor.track(name)
    const isAsked = async () => names.every((name) => monitor.answers(name).every(({ askedAt }) => askedAt !== null))
    await poll(isAsked, { what: 'every host was asked', timeoutMs: askLimitMs, everyMs: 100 })
    const askedAfterMs = performance.now() - startedAt
    const bytes = usedMemory() - before
    const textBytes = names.reduce((sum, name) => sum + JSON.stringify(monitor.answers(name)).length, 0)
    return { bytes, textBytes, askedAfterMs }
  } finally {
    await monitor.close()
    await client.close()
  }
}
