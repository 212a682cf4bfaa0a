import { randomInt } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { createDnsClient } from '@/lib/dns/dns-client'
import type { Vantage } from '@/lib/dns/vantages'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { createMonitor, type Monitor } from '@/lib/server/monitor/monitor'
import { type DnsServer, startDnsServer, type ZoneRecord } from '../../dns/dns-server'
import { realClock } from '../../dns/real-clock'
import { ManualClock } from './manual-clock'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

interface Setup {
  clock: ManualClock
  monitor: Monitor
  told: { host: string; answers: VantageAnswer[] }[]
}

async function serve(zone: Record<string, ZoneRecord[]> = {}): Promise<DnsServer> {
  const server = await startDnsServer(zone)
  open.push(server)
  return server
}

// The network keeps real time; the monitor's own waiting is told to pass.
function watch(vantages: Vantage[], options: { realTime?: boolean } = {}): Setup {
  const clock = new ManualClock()
  const told: Setup['told'] = []
  const client = createDnsClient({ clock: realClock, randomId: () => randomInt(65_536), limits: { patienceMs: 400 } })
  const monitor = createMonitor({
    vantages,
    client,
    clock: options.realTime ? realClock : clock,
    random: () => 0.5,
    clusterDomain: 'cluster.local',
    onAnswer: (host, answers) => told.push({ host, answers }),
  })
  open.push(client, monitor)
  return { clock, monitor, told }
}

const until = <T>(read: () => T) => expect.poll(read, { timeout: 4500 })
const outside = (...servers: DnsServer[]): Vantage => ({
  name: 'outside',
  resolvers: servers.map(({ address }) => address),
})
const cluster = (server: DnsServer): Vantage => ({ name: 'cluster', resolvers: [server.address] })
const address = (data = '203.0.113.1', ttl = 60): ZoneRecord[] => [{ type: 'A', data, ttl }]
const code = (monitor: Monitor, host: string) => monitor.answers(host).map(({ verdict }) => verdict.code)
const asked = (server: DnsServer, name: string) =>
  server.seen.filter((seen) => seen.name === name && seen.type === 'A').length

describe('tracking', () => {
  test('a host is NOT_ASKED until the first answer, then tells of it once', async () => {
    const server = await serve({ 'a.test': address() })
    const { monitor, told } = watch([outside(server)])
    monitor.track('a.test')
    expect(monitor.answers('a.test')).toMatchObject([
      { verdict: { code: 'NOT_ASKED', severity: 'unknown' }, askedAt: null },
    ])
    await until(() => code(monitor, 'a.test')).toEqual(['OK_V4_ONLY'])
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ host: 'a.test', answers: [{ addresses: ['203.0.113.1'], brokenAt: null }] })
  })

  test('while held back only what is on screen is asked, and the rest once it goes on', async () => {
    const server = await serve({ 'seen.test': address(), 'unseen.test': address() })
    const { monitor } = watch([outside(server)])
    monitor.holdBack()
    monitor.track('unseen.test')
    monitor.track('seen.test')
    monitor.show(['seen.test'])
    await until(() => code(monitor, 'seen.test')).toEqual(['OK_V4_ONLY'])
    expect(asked(server, 'unseen.test')).toBe(0)
    monitor.goOn()
    await until(() => code(monitor, 'unseen.test')).toEqual(['OK_V4_ONLY'])
  })

  test('a host is asked once however many aliases track it, and forgotten with the last of them', async () => {
    const server = await serve({ 'a.test': address() })
    const { monitor } = watch([outside(server)])
    monitor.track('A.test.')
    monitor.track('a.test')
    await until(() => code(monitor, 'a.test')).toEqual(['OK_V4_ONLY'])
    expect(asked(server, 'a.test')).toBe(1)
    monitor.untrack('a.test')
    expect(code(monitor, 'a.test')).toEqual(['OK_V4_ONLY'])
    monitor.untrack('a.test')
    expect(code(monitor, 'a.test')).toEqual(['NOT_ASKED'])
  })

  test('a host that is forgotten and tracked again while it is being asked gets its answer', async () => {
    const server = await serve({ 'a.test': address() })
    server.scripts.set('*', { delayMs: 60 })
    const { monitor } = watch([outside(server)])
    monitor.track('a.test')
    await until(() => asked(server, 'a.test')).toBe(1)
    monitor.untrack('a.test')
    monitor.track('a.test')
    await until(() => code(monitor, 'a.test')).toEqual(['OK_V4_ONLY'])
  })

  test('the hosts on screen are asked first, then the newest', async () => {
    const server = await serve()
    server.scripts.set('*', { rcode: 3, delayMs: 40 })
    const { monitor } = watch([outside(server)])
    for (let index = 0; index < 100; index += 1) monitor.track(`n${index}.test`)
    monitor.show(['n40.test', 'n41.test'])
    await until(() => new Set(server.seen.map(({ name }) => name)).size).toBeGreaterThan(40)
    const order = [...new Set(server.seen.map(({ name }) => name))].slice(32)
    expect(order.slice(0, 4)).toEqual(['n40.test', 'n41.test', 'n99.test', 'n98.test'])
  })

  test('without a vantage the answer names the setting that is missing', () => {
    const { monitor } = watch([])
    monitor.track('a.test')
    expect(monitor.answers('a.test')).toMatchObject([
      { vantage: 'outside', verdict: { code: 'NOT_ASKED', summary: expect.stringContaining('SIGNPOST_RESOLVERS') } },
    ])
  })

  test('a name of the cluster is not asked outside', async () => {
    const inside = await serve({ 'db.shop.svc.cluster.local': address('10.96.0.7') })
    const away = await serve()
    const { monitor } = watch([cluster(inside), outside(away)])
    monitor.track('db.shop.svc.cluster.local')
    await until(() => code(monitor, 'db.shop.svc.cluster.local')).toEqual(['OK_V4_ONLY', 'NOT_ASKED'])
    expect(away.seen).toEqual([])
  })

  test.each([
    ['192.168.1.100', 'IP_LITERAL'],
    [`${'a'.repeat(64)}.test`, 'INVALID_NAME'],
  ])('%s is judged on every vantage without a question', async (host, expected) => {
    const server = await serve()
    const { monitor } = watch([cluster(server), outside(server)])
    monitor.track(host)
    await until(() => code(monitor, host)).toEqual([expected, expected])
    const resolution = await monitor.askNow({ serviceName: 'a.shop.svc.cluster.local', target: host })
    expect(resolution.vantages).toMatchObject([
      { resolver: null, askedAt: null, verdict: { severity: 'critical' } },
      {},
    ])
    expect(server.seen).toEqual([])
  })

  test('both answers carry a note where the cluster and the outside disagree', async () => {
    const inside = await serve()
    const away = await serve({ 'a.test': address() })
    const { monitor } = watch([cluster(inside), outside(away)])
    monitor.track('a.test')
    await until(() => code(monitor, 'a.test')).toEqual(['NXDOMAIN_ORIGIN', 'OK_V4_ONLY'])
    for (const answer of monitor.answers('a.test')) {
      expect(answer.verdict.notes).toMatchObject([{ code: 'SPLIT_HORIZON', severity: 'warning' }])
    }
  })

  test('the next resolver is asked when the first one refuses or stays silent', async () => {
    const refusing = await serve()
    refusing.scripts.set('*', { rcode: 5 })
    const silent = await serve()
    silent.scripts.set('*', { drop: true })
    const good = await serve({ 'a.test': address() })
    const { monitor } = watch([outside(refusing, silent, good)])
    monitor.track('a.test')
    await expect.poll(() => code(monitor, 'a.test'), { timeout: 5000 }).toEqual(['OK_V4_ONLY'])
    expect(monitor.answers('a.test')[0]?.resolver).toBe(`127.0.0.1:${good.address.port}`)
  })
})

describe('asking again', () => {
  test('happens after 5 min in the background and after max(TTL, 30 s) on screen', async () => {
    const server = await serve({ 'a.test': address('203.0.113.1', 50), 'b.test': address() })
    const { monitor, clock } = watch([outside(server)])
    monitor.track('a.test')
    monitor.track('b.test')
    await until(() => server.seen.length).toBe(4)
    await until(() => code(monitor, 'a.test')).toEqual(['OK_V4_ONLY'])
    monitor.show(['a.test'])
    clock.advance(48_000)
    expect(asked(server, 'a.test')).toBe(1)
    clock.advance(4000)
    await until(() => asked(server, 'a.test')).toBe(2)
    clock.advance(240_000)
    expect(asked(server, 'b.test')).toBe(1)
    clock.advance(12_000)
    await until(() => asked(server, 'b.test')).toBe(2)
  })

  test('tells nothing when nothing but times changed in the background', async () => {
    const server = await serve({ 'a.test': address() })
    const { monitor, clock, told } = watch([outside(server)])
    monitor.track('a.test')
    await until(() => told.length).toBe(1)
    server.zone.set('a.test', address('203.0.113.1', 7))
    clock.advance(302_000)
    await until(() => monitor.answers('a.test')[0]?.hops[0]?.ttlSeconds).toBe(7)
    expect(told).toHaveLength(1)
  })

  test('one failure keeps the answer unconfirmed, the second within 5 s shows it', async () => {
    const server = await serve({ 'a.test': address() })
    const { monitor, clock } = watch([outside(server)])
    monitor.track('a.test')
    await until(() => code(monitor, 'a.test')).toEqual(['OK_V4_ONLY'])
    server.zone.delete('a.test')
    clock.advance(302_000)
    await until(() => monitor.answers('a.test')[0]?.verdict.notes[0]?.code).toBe('UNCONFIRMED')
    expect(monitor.answers('a.test')).toMatchObject([{ verdict: { code: 'OK_V4_ONLY' }, addresses: ['203.0.113.1'] }])
    clock.advance(5000)
    await expect
      .poll(() => monitor.answers('a.test'))
      .toMatchObject([{ verdict: { code: 'NXDOMAIN_ORIGIN', severity: 'critical' }, brokenAt: 'a.test' }])
  })

  test('the very first failure is confirmed by a second question at once', async () => {
    const server = await serve()
    const { monitor } = watch([outside(server)])
    monitor.track('a.test')
    await until(() => code(monitor, 'a.test')).toEqual(['NXDOMAIN_ORIGIN'])
    expect(asked(server, 'a.test')).toBe(2)
  })

  test('a host that nobody answers for is asked again after half a minute', async () => {
    const server = await serve({ 'a.test': address() })
    server.scripts.set('*', { rcode: 5 })
    const { monitor, clock } = watch([outside(server)])
    monitor.track('a.test')
    await until(() => code(monitor, 'a.test')).toEqual(['REFUSED'])
    server.scripts.clear()
    clock.advance(31_000)
    await until(() => code(monitor, 'a.test')).toEqual(['OK_V4_ONLY'])
  })

  test('a host on screen that fails is asked again after half a minute, so that its healing is seen', async () => {
    const server = await serve({ 'a.test': address('203.0.113.1', 50) })
    server.scripts.set('*', { rcode: 2 })
    const { monitor, clock } = watch([outside(server)])
    monitor.track('a.test')
    await until(() => code(monitor, 'a.test')).toEqual(['SERVFAIL_UNKNOWN'])
    monitor.show(['a.test'])
    server.scripts.clear()
    clock.advance(31_000)
    await until(() => code(monitor, 'a.test')).toEqual(['OK_V4_ONLY'])
  })

  test('history tells what changed, and a moved terminal name is noted as drift', async () => {
    const alias = (data: string): ZoneRecord[] => [{ type: 'CNAME', data }]
    const server = await serve({ 'a.test': alias('b.test'), 'b.test': address(), 'c.test': address() })
    const { monitor, clock } = watch([outside(server)])
    monitor.track('a.test')
    await until(() => code(monitor, 'a.test')).toEqual(['OK_V4_ONLY'])
    server.zone.set('b.test', address('203.0.113.9'))
    clock.advance(302_000)
    await until(() => monitor.answers('a.test')[0]?.addresses).toEqual(['203.0.113.9'])
    expect(monitor.history('a.test')).toHaveLength(1)
    server.zone.set('a.test', alias('c.test'))
    clock.advance(302_000)
    await expect
      .poll(() => monitor.history('a.test'))
      .toMatchObject([
        { code: 'OK_V4_ONLY', previousCode: null, terminal: 'b.test' },
        { code: 'OK_V4_ONLY', terminal: 'c.test', previousTerminal: 'b.test' },
      ])
    expect(monitor.answers('a.test')[0]?.verdict).toMatchObject({ severity: 'info', notes: [{ code: 'DRIFT' }] })
  })

  test('a silent resolver does not cost every host its patience', async () => {
    const server = await serve()
    server.scripts.set('*', { drop: true })
    const { monitor } = watch([outside(server)])
    for (let index = 0; index < 300; index += 1) monitor.track(`n${index}.test`)
    const isDone = () => Array.from({ length: 300 }, (_, index) => code(monitor, `n${index}.test`)[0])
    await expect.poll(() => new Set(isDone()), { timeout: 15_000 }).toEqual(new Set(['TIMEOUT']))
    expect(new Set(server.seen.map(({ name }) => name)).size).toBeLessThan(100)
    const summaries = Array.from({ length: 300 }, (_, index) => monitor.answers(`n${index}.test`)[0]?.verdict.summary)
    expect(summaries.filter((summary) => summary?.includes('has answered nothing since')).length).toBeGreaterThan(200)
  }, 20_000)
})

describe('resolution', () => {
  const service = { serviceName: 'api.shop.svc.cluster.local', target: 'A.test.' }
  const zone = {
    'api.shop.svc.cluster.local': [{ type: 'CNAME', data: 'a.test', ttl: 5 } as const],
    'a.test': address(),
  }

  test("begins with the Service's own CNAME in the cluster's view, which is no link of the chain", async () => {
    const server = await serve(zone)
    const { monitor } = watch([cluster(server), outside(server)], { realTime: true })
    const { target, vantages } = await monitor.resolution(service)
    expect(target).toBe('a.test')
    expect(vantages).toMatchObject([
      {
        vantage: 'cluster',
        hops: [
          { owner: service.serviceName, type: 'CNAME', data: 'a.test' },
          { owner: 'a.test', type: 'A' },
        ],
      },
      { vantage: 'outside', hops: [{ owner: 'a.test', type: 'A' }] },
    ])
    expect(vantages.map(({ verdict }) => verdict.code)).toEqual(['OK_V4_ONLY', 'OK_V4_ONLY'])
  })

  test('is given as last asked, without new questions for the host', async () => {
    const server = await serve(zone)
    const { monitor } = watch([cluster(server)])
    monitor.track('a.test')
    await until(() => code(monitor, 'a.test')).toEqual(['OK_V4_ONLY'])
    await monitor.resolution(service)
    await monitor.resolution(service)
    expect(asked(server, 'a.test')).toBe(1)
  })

  test('does not wait longer than 2 s for an answer', async () => {
    const server = await serve(zone)
    server.scripts.set('a.test', { delayMs: 60_000 })
    const { monitor, clock } = watch([{ name: 'cluster', resolvers: [{ ...server.address, patienceMs: 60_000 }] }])
    const result = monitor.resolution(service)
    await until(() => asked(server, 'a.test')).toBe(1)
    clock.advance(2001)
    expect((await result).vantages).toMatchObject([{ verdict: { code: 'NOT_ASKED' }, hops: [{ data: 'a.test' }] }])
  })

  test.each([
    ['no CNAME yet', [] as ZoneRecord[], 'no CNAME'],
    ['the old target', [{ type: 'CNAME', data: 'old.test' }] as ZoneRecord[], 'old.test'],
  ])("says so while the cluster's DNS serves %s", async (_, records, evidence) => {
    const server = await serve({ ...zone, [service.serviceName]: records })
    const { monitor } = watch([cluster(server)], { realTime: true })
    const { vantages } = await monitor.askNow(service)
    expect(vantages[0]?.verdict).toMatchObject({
      code: 'OK_V4_ONLY',
      severity: 'warning',
      notes: [{ code: 'NAME_NOT_SERVED', evidence: expect.stringContaining(evidence) }],
    })
  })

  test('asked now, a failure is final and told at once', async () => {
    const server = await serve(zone)
    const { monitor, told } = watch([outside(server)], { realTime: true })
    monitor.track('a.test')
    await until(() => code(monitor, 'a.test')).toEqual(['OK_V4_ONLY'])
    server.zone.delete('a.test')
    const { vantages } = await monitor.askNow(service)
    expect(vantages).toMatchObject([{ verdict: { code: 'NXDOMAIN_ORIGIN', severity: 'critical' }, brokenAt: 'a.test' }])
    expect(told.at(-1)?.answers).toEqual(vantages)
  })

  test('a target that was never tracked is asked, and not kept', async () => {
    const server = await serve(zone)
    const { monitor } = watch([outside(server)], { realTime: true })
    expect((await monitor.askTarget('A.TEST.')).map(({ verdict }) => verdict.code)).toEqual(['OK_V4_ONLY'])
    expect(code(monitor, 'a.test')).toEqual(['NOT_ASKED'])
  })
})

describe('askServiceName', () => {
  test('gives what the cluster answers now, null as target where there is nothing', async () => {
    const server = await serve({ 'api.shop.svc.cluster.local': [{ type: 'CNAME', data: 'a.test' }] })
    const { monitor } = watch([cluster(server)], { realTime: true })
    expect(await monitor.askServiceName('api.shop.svc.cluster.local')).toMatchObject({ target: 'a.test', why: null })
    server.zone.set('api.shop.svc.cluster.local', [{ type: 'CNAME', data: 'b.test' }])
    expect(await monitor.askServiceName('api.shop.svc.cluster.local')).toMatchObject({ target: 'b.test' })
    expect(await monitor.askServiceName('none.shop.svc.cluster.local')).toMatchObject({ target: null, why: null })
  })

  test('is null without a cluster vantage', async () => {
    const { monitor } = watch([outside(await serve())])
    expect(await monitor.askServiceName('api.shop.svc.cluster.local')).toBeNull()
    expect(await monitor.askServiceNameEach('api.shop.svc.cluster.local')).toEqual([])
  })

  test('asks each resolver of the cluster for itself, a silent one for no longer than a second', async () => {
    const one = await serve({ 'api.shop.svc.cluster.local': [{ type: 'CNAME', data: 'a.test', ttl: 7 }] })
    const other = await serve({ 'api.shop.svc.cluster.local': [{ type: 'CNAME', data: 'b.test' }] })
    const silent = await serve()
    silent.scripts.set('*', { drop: true })
    const resolvers = [one, other, silent].flatMap((server) => cluster(server).resolvers)
    const { monitor } = watch([{ name: 'cluster', resolvers }], { realTime: true })
    const startMs = Date.now()
    const served = await monitor.askServiceNameEach('api.shop.svc.cluster.local')
    expect(served.map(({ target }) => target)).toEqual(['a.test', 'b.test', null])
    expect(served[0]?.ttlHighestSeconds).toBe(7)
    expect(new Set(served.map(({ resolver }) => resolver)).size).toBe(3)
    expect(Date.now() - startMs).toBeLessThan(2000)
  })

  test('asks for the addresses of both families instead, and tells a name that is not there from one without addresses', async () => {
    const server = await serve({
      'db.shop.svc.cluster.local': [
        { type: 'A', data: '203.0.113.9', ttl: 5 },
        { type: 'AAAA', data: '2001:db8::9', ttl: 5 },
      ],
      'api.shop.svc.cluster.local': [{ type: 'CNAME', data: 'a.test' }],
    })
    const { monitor } = watch([cluster(server)], { realTime: true })
    const ask = async (name: string) =>
      (await monitor.askServiceNameEach(`${name}.shop.svc.cluster.local`, 'addresses'))[0]
    expect(await ask('db')).toMatchObject({ target: null, addresses: ['203.0.113.9', '2001:db8::9'], isAbsent: false })
    expect(await ask('api')).toMatchObject({ target: 'a.test', addresses: [], isAbsent: false })
    expect(await ask('none')).toMatchObject({ target: null, addresses: [], isAbsent: true, why: null })
    server.scripts.set('*', { drop: true })
    expect(await ask('db')).toMatchObject({ addresses: [], isAbsent: false, why: expect.stringContaining('no reply') })
  })

  test('says why when nobody answers', async () => {
    const server = await serve()
    server.scripts.set('*', { drop: true })
    const { monitor } = watch([cluster(server)], { realTime: true })
    expect(await monitor.askServiceName('a.shop.svc.cluster.local')).toMatchObject({
      target: null,
      why: expect.stringContaining('no reply'),
    })
  })
})

describe('what is being waited for', () => {
  test('is named by vantage, resolver and name while somebody asks, and what has answered is shown meanwhile', async () => {
    const quick = await serve({ 'a.test': address() })
    const slow = await serve()
    slow.scripts.set('a.test', { drop: true })
    const { monitor } = watch([cluster(slow), outside(quick)], { realTime: true })
    monitor.track('a.test')
    await until(() => code(monitor, 'a.test')).not.toContain('NOT_ASKED')
    const service = { serviceName: 'a.shop.svc.cluster.local', target: 'a.test' }
    const askedAt = () => monitor.answers('a.test')[1]?.askedAt
    const before = askedAt()
    const final = monitor.askNow(service)
    await until(() => monitor.pending('A.test.')).toMatchObject([
      { vantage: 'cluster', resolver: `${slow.address.host}:${slow.address.port}`, name: 'a.test' },
    ])
    await until(askedAt).not.toBe(before)
    const meanwhile = await monitor.resolution(service)
    expect(meanwhile.vantages[1]).toMatchObject({ vantage: 'outside', addresses: ['203.0.113.1'] })
    await final
    expect(monitor.pending('a.test')).toEqual([])
  })
})
