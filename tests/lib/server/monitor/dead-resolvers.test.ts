import { randomInt } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createDnsClient } from '@/lib/dns/dns-client'
import { defaultDnsLimits } from '@/lib/dns/dns-limits'
import { createMonitor } from '@/lib/server/monitor/monitor'
import { type DnsServer, startDnsServer } from '../../dns/dns-server'
import { ManualClock } from './manual-clock'

const hosts = Array.from({ length: 10_000 }, (_, index) => `db-${index}.test`)
const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

async function serve(): Promise<DnsServer> {
  const server = await startDnsServer()
  open.push(server)
  return server
}

test('10,000 hosts with every resolver dead: two silent resolvers to tell of, next to no questions, no red row, and all is well by itself', async () => {
  const servers = [await serve(), await serve()]
  for (const { scripts } of servers) scripts.set('*', { drop: true })
  const clock = new ManualClock()
  // Time is told to pass, so the pace may be quick: it is not what is tested.
  const pace = { ...defaultDnsLimits.pace, perSecond: 5000, burst: 500 }
  const client = createDnsClient({ clock, randomId: () => randomInt(65_536), limits: { pace } })
  const resolvers = servers.map(({ address }) => address)
  const shown = new Map<string, string>()
  const monitor = createMonitor({
    vantages: [{ name: 'outside', resolvers }],
    client,
    clock,
    random: Math.random,
    clusterDomain: 'cluster.local',
    onAnswer: (host, answers) => shown.set(host, answers[0]?.verdict.severity ?? ''),
  })
  open.push(client, monitor)
  // A few turns of the event loop, so that messages on the way arrive before the next moment.
  const pass = async (ms: number, turns: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      clock.advance(100)
      for (let count = 0; count < turns; count += 1) await turn()
    }
  }
  const count = (severity: string) =>
    shown
      .values()
      .filter((each) => each === severity)
      .toArray().length
  const questions = () => servers.reduce((sum, { seen }) => sum + seen.length, 0)

  for (const host of hosts) monitor.track(host)
  for (let rounds = 0; rounds < 100 && count('unknown') < hosts.length; rounds += 1) await pass(1000, 20)
  expect(count('unknown')).toBe(hosts.length)
  expect(client.health()).toEqual(
    resolvers.map(({ port }) => ({
      resolver: `127.0.0.1:${port}`,
      silence: { since: expect.stringMatching(/^2026-11-23T12:00:0/), why: expect.stringContaining('no reply') },
    })),
  )

  const before = questions()
  await pass(60_000, 5)
  // Each resolver is tried every 5 s with one question, which is sent twice.
  expect(questions() - before).toBeLessThanOrEqual(2 * 2 * 13)
  expect(count('unknown')).toBe(hosts.length)

  for (const { scripts, zone } of servers) {
    for (const host of hosts) zone.set(host, [{ type: 'A', data: '203.0.113.1' }])
    scripts.clear()
  }
  for (let rounds = 0; rounds < 120 && count('ok') < hosts.length; rounds += 1) await pass(1000, 20)
  expect(count('ok')).toBe(hosts.length)
  expect(client.health()[0]?.silence).toBeNull()
}, 180_000)
