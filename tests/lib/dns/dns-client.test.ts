import { randomInt } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { createDnsClient, type DnsClient } from '@/lib/dns/dns-client'
import { type DnsLimits, defaultDnsLimits } from '@/lib/dns/dns-limits'
import { type DnsServer, startDnsServer, type ZoneRecord } from './dns-server'
import { realClock } from './real-clock'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

async function serve(zone: Record<string, ZoneRecord[]> = {}): Promise<DnsServer> {
  const server = await startDnsServer(zone)
  open.push(server)
  return server
}

function client(limits: Partial<DnsLimits> = {}): DnsClient {
  const made = createDnsClient({
    clock: realClock,
    randomId: () => randomInt(65_536),
    limits: { patienceMs: 600, ...limits },
  })
  open.push(made)
  return made
}

const until = <T>(read: () => T) => expect.poll(read, { timeout: 4500 })
const both = (v4 = '192.0.2.1', v6 = '2001:db8::1'): ZoneRecord[] => [
  { type: 'A', data: v4 },
  { type: 'AAAA', data: v6 },
]
const alias = (data: string, ttl = 300): ZoneRecord[] => [{ type: 'CNAME', data, ttl }]

describe('walk', () => {
  test('gives the chain in order, then the addresses of both families', async () => {
    const server = await serve({ 'a.test': alias('b.test'), 'b.test': alias('c.test', 60), 'c.test': both() })
    const trace = await client().walk('a.test', server.address)
    expect(trace.families.A.links.map(({ owner, data }) => [owner, data])).toEqual([
      ['a.test', 'b.test'],
      ['b.test', 'c.test'],
    ])
    expect(trace.families.A.addresses.map(({ data }) => data)).toEqual(['192.0.2.1'])
    expect(trace.families.AAAA.addresses.map(({ data }) => data)).toEqual(['2001:db8::1'])
    expect(trace.families.A.end).toEqual({ kind: 'resolved', at: 'c.test' })
    expect(trace.questions).toBe(2)
  })

  test('follows records by owner name, whatever their order, doubles and strangers', async () => {
    const server = await serve()
    server.scripts.set('a.test A', {
      answers: [
        { name: 'c.test', type: 'A', data: '192.0.2.3' },
        { name: 'stranger.test', type: 'A', data: '192.0.2.66' },
        { name: 'b.test', type: 'CNAME', data: 'C.test' },
        { name: 'b.test', type: 'CNAME', data: 'c.test' },
        { name: 'A.TEST', type: 'CNAME', data: 'b.test' },
      ],
    })
    server.scripts.set('a.test AAAA', { answers: [] })
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.links.map(({ data }) => data)).toEqual(['b.test', 'c.test'])
    expect(families.A.addresses.map(({ data }) => data)).toEqual(['192.0.2.3'])
  })

  test('asks for the last name itself when a reply ends in a lone CNAME', async () => {
    const server = await serve({ 'b.test': both() })
    server.scripts.set('a.test', { answers: [{ name: 'a.test', type: 'CNAME', data: 'b.test' }] })
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.end).toEqual({ kind: 'resolved', at: 'b.test' })
    expect(server.seen).toContainEqual({ name: 'b.test', type: 'A', edns: true, transport: 'udp' })
  })

  test('finds the broken link hop by hop when the whole gives SERVFAIL', async () => {
    const server = await serve({ 'a.test': alias('b.test'), 'b.test': alias('c.test') })
    server.scripts.set('* A', { rcode: 2 })
    server.scripts.set('* AAAA', { rcode: 2 })
    server.scripts.set('c.test', { rcode: 2 })
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.links.map(({ data }) => data)).toEqual(['b.test', 'c.test'])
    expect(families.A.end).toMatchObject({ kind: 'failed', at: 'c.test', failure: { kind: 'rcode', rcode: 2 } })
  })

  test('says that the name itself fails when it has no CNAME', async () => {
    const server = await serve({ 'a.test': [] })
    server.scripts.set('a.test A', { rcode: 2 })
    server.scripts.set('a.test AAAA', { rcode: 2 })
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.end).toMatchObject({ kind: 'failed', at: 'a.test' })
  })

  test('reports a loop when a CNAME points to an earlier name', async () => {
    const server = await serve({ 'a.test': alias('b.test'), 'b.test': alias('a.test') })
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.end).toEqual({ kind: 'loop', at: 'a.test' })
  })

  test('reports a loop that the server hides behind an empty answer, as CoreDNS does for an alias of itself', async () => {
    const server = await serve({ 'a.test': alias('a.test') })
    server.scripts.set('a.test A', { answers: [] })
    server.scripts.set('a.test AAAA', { answers: [] })
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.end).toEqual({ kind: 'loop', at: 'a.test' })
  })

  test.each([
    [16, 'resolved'],
    [17, 'too-long'],
  ])('follows %i links and ends %s', async (links, kind) => {
    const zone: Record<string, ZoneRecord[]> = { [`n${links}.test`]: both() }
    for (let index = 0; index < links; index += 1) zone[`n${index}.test`] = alias(`n${index + 1}.test`)
    const server = await serve(zone)
    const { families } = await client().walk('n0.test', server.address)
    expect(families.A.end).toEqual({ kind, at: 'n16.test' })
    expect(families.A.links).toHaveLength(16)
  })

  test('sends nothing for a name that cannot be asked for', async () => {
    const server = await serve()
    const dns = client()
    for (const name of ['127.1', '0x7f.1', `${'a'.repeat(64)}.test`, 'a..test', '']) {
      const trace = await dns.walk(name, server.address)
      expect(trace.askedAt).toBeNull()
    }
    expect(server.seen).toEqual([])
  })

  test('does not ask for a name out of a reply that no host can have', async () => {
    const server = await serve()
    server.scripts.set('*', { answers: [{ name: 'a.test', type: 'CNAME', data: '<img src=x>.test' }] })
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.end).toMatchObject({ kind: 'invalid-name', at: '\\060img\\032src=x\\062.test' })
    expect(new Set(server.seen.map(({ name }) => name))).toEqual(new Set(['a.test']))
  })

  test('remembers the highest TTL of a record while a cache counts down', async () => {
    const server = await serve({ 'a.test': [{ type: 'A', data: '192.0.2.1', ttl: 300 }] })
    const dns = client()
    await dns.walk('a.test', server.address)
    server.zone.set('a.test', [{ type: 'A', data: '192.0.2.1', ttl: 12 }])
    const { families } = await dns.walk('a.test', server.address)
    expect(families.A.addresses).toMatchObject([{ ttlSeconds: 12, ttlHighestSeconds: 300 }])
  })

  test('counts a TTL with the highest bit set as zero', async () => {
    const server = await serve({ 'a.test': [{ type: 'A', data: '192.0.2.1', ttl: 0x80000001 }] })
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.addresses).toMatchObject([{ ttlSeconds: 0 }])
  })

  test('repeats a failing question once when told to', async () => {
    const server = await serve({ 'a.test': both() })
    server.scripts.set('a.test', (times) => (times === 1 ? { rcode: 2 } : {}))
    const { families } = await client().walk('a.test', server.address, { repeatFailures: true })
    expect(families.A.end.kind).toBe('resolved')
    expect(server.seen).toHaveLength(4)
  })

  test.each([
    ['without a signal', {}],
    ['with a signal of its own', { signal: new AbortController().signal }],
  ])('ends at once when the client is closed, %s', async (_, options) => {
    const server = await serve()
    server.scripts.set('*', { drop: true })
    const dns = client({ patienceMs: 60_000 })
    const walking = dns.walk('a.test', server.address, options)
    await until(() => server.seen.length).toBeGreaterThan(0)
    await dns.close()
    const { families } = await walking
    expect(families.A.end).toMatchObject({ kind: 'failed', failure: { kind: 'given-up' } })
    expect(families.AAAA.end).toMatchObject({ kind: 'failed', failure: { kind: 'given-up' } })
  })

  test('ends with what it has when the signal fires', async () => {
    const server = await serve()
    server.scripts.set('*', { drop: true })
    const signal = AbortSignal.timeout(50)
    const { families } = await client({ patienceMs: 60_000 }).walk('a.test', server.address, { signal })
    expect(families.A.end).toMatchObject({ kind: 'failed', failure: { kind: 'given-up' } })
  })
})

describe('transport', () => {
  test.each(['id', 'source', 'question', 'query'] as const)(
    'drops a reply with the wrong %s and takes the right one after it',
    async (wrong) => {
      const server = await serve({ 'a.test': both() })
      server.scripts.set('*', { before: [wrong] })
      const { families } = await client().walk('a.test', server.address)
      expect(families.A.addresses.map(({ data }) => data)).toEqual(['192.0.2.1'])
      expect(server.seen).toHaveLength(2)
    },
  )

  test('sends a lost question again, under another id', async () => {
    const server = await serve({ 'a.test': both() })
    server.scripts.set('*', (times) => ({ drop: times === 1 }))
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.end.kind).toBe('resolved')
  })

  test('takes a late reply to the first send', async () => {
    const server = await serve({ 'a.test': both() })
    server.scripts.set('*', (times) => (times === 1 ? { delayMs: 400 } : { drop: true }))
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.end.kind).toBe('resolved')
  })

  test('asks over TCP when the reply is truncated', async () => {
    const server = await serve({ 'a.test': both() })
    server.scripts.set('*', { truncate: true })
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.end.kind).toBe('resolved')
    expect(server.seen.filter(({ transport }) => transport === 'tcp')).toHaveLength(2)
  })

  test('says so when TCP fails after a truncated reply', async () => {
    const server = await serve({ 'a.test': both() })
    server.scripts.set('*', { truncate: true })
    await server.stopTcp()
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.end).toMatchObject({ kind: 'failed', failure: { kind: 'tcp-failed' } })
  })

  test('asks without EDNS after FORMERR, and remembers that for the server', async () => {
    const server = await serve({ 'a.test': both(), 'b.test': both() })
    server.scripts.set('*', { refuseEdns: true })
    const dns = client()
    expect((await dns.walk('a.test', server.address)).families.A.end.kind).toBe('resolved')
    expect((await dns.walk('b.test', server.address)).families.A.end.kind).toBe('resolved')
    expect(server.seen.filter(({ name }) => name === 'b.test').map(({ edns }) => edns)).toEqual([false, false])
  })

  test('reads Extended DNS Errors, their text without control characters', async () => {
    const server = await serve()
    server.scripts.set('*', { rcode: 2, ede: [{ code: 22, text: 'no \u202eserver\n' }] })
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.extendedErrors).toEqual([{ code: 22, text: 'no \\u{202e}server\\u{a}' }])
  })

  test('reports a malformed reply as such after a second try', async () => {
    const server = await serve()
    server.scripts.set('*', { malformed: true })
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.end).toMatchObject({ kind: 'failed', failure: { kind: 'malformed' } })
    expect(server.seen.filter(({ type }) => type === 'A')).toHaveLength(2)
  })

  test('names the network error when nothing listens', async () => {
    const server = await startDnsServer()
    await server.close()
    const { families } = await client().walk('a.test', server.address)
    expect(families.A.end).toMatchObject({ failure: { kind: 'timeout', why: expect.stringContaining('ECONNREFUSED') } })
  })

  test('sends one question for many callers at once', async () => {
    const server = await serve({ 'a.test': both() })
    server.scripts.set('*', { delayMs: 30 })
    const dns = client()
    await Promise.all(Array.from({ length: 20 }, () => dns.walk('a.test', server.address)))
    expect(server.seen).toHaveLength(2)
  })

  test('one caller giving up does not disturb the others', async () => {
    const server = await serve({ 'a.test': both() })
    server.scripts.set('*', { delayMs: 100 })
    const dns = client()
    const [short, whole] = await Promise.all([
      dns.walk('a.test', server.address, { signal: AbortSignal.timeout(10) }),
      dns.walk('a.test', server.address),
    ])
    expect(short.families.A.end).toMatchObject({ failure: { kind: 'given-up' } })
    expect(whole.families.A.end.kind).toBe('resolved')
  })

  test('keeps to its pace', async () => {
    const server = await serve()
    server.scripts.set('*', { rcode: 3 })
    const pace = { perSecond: 100, burst: 10, inFlight: 64, waiting: 1000 }
    const dns = client({ pace })
    const startedAt = performance.now()
    await Promise.all(Array.from({ length: 25 }, (_, index) => dns.walk(`n${index}.test`, server.address)))
    expect(performance.now() - startedAt).toBeGreaterThan(380)
    expect(server.seen).toHaveLength(50)
  })

  test('has a bounded number of questions under way', async () => {
    const server = await serve()
    server.scripts.set('*', { drop: true })
    const dns = client({ patienceMs: 60_000, pace: { ...defaultDnsLimits.pace, inFlight: 6 } })
    const walks = Array.from({ length: 10 }, (_, index) => dns.walk(`n${index}.test`, server.address))
    await until(() => server.seen.length).toBe(6)
    await dns.close()
    await Promise.all(walks)
    expect(server.seen).toHaveLength(6)
  })

  test('stops asking a silent resolver for everybody, and finds it again', async () => {
    const server = await serve()
    server.scripts.set('*', { drop: true })
    const silence = { silentQuestions: 8, silentNames: 3, probeEveryMs: 200 }
    const dns = client({ patienceMs: 100, silence })
    await Promise.all(Array.from({ length: 4 }, (_, index) => dns.walk(`n${index}.test`, server.address)))
    const sent = server.seen.length
    const trace = await dns.walk('late.test', server.address)
    expect(trace.families.AAAA.end).toMatchObject({ failure: { kind: 'unsent' } })
    expect(server.seen.length - sent).toBeLessThanOrEqual(2)
    server.scripts.set('*', { rcode: 3 })
    await until(async () => (await dns.walk('back.test', server.address)).families.A.end.kind).toBe('no-name')
  })

  test('a few silent names do not make a resolver silent', async () => {
    const server = await serve({ 'a.test': both() })
    server.scripts.set('bad.test', { drop: true })
    const dns = client({ patienceMs: 40 })
    for (let round = 0; round < 6; round += 1) await dns.walk('bad.test', server.address)
    expect((await dns.walk('a.test', server.address)).families.A.end.kind).toBe('resolved')
  })
})

describe('cname', () => {
  test('gives the one CNAME of a name', async () => {
    const server = await serve({ 'db.shop.svc.cluster.local': alias('db.example.com', 5) })
    const answer = await client().cname('db.shop.svc.cluster.local', server.address)
    expect(answer.hop).toMatchObject({ type: 'CNAME', data: 'db.example.com', ttlSeconds: 5 })
  })

  test('gives null where there is none', async () => {
    const server = await serve()
    const answer = await client().cname('db.shop.svc.cluster.local', server.address)
    expect(answer).toMatchObject({ hop: null, reply: { kind: 'reply', rcode: 3 } })
  })
})
