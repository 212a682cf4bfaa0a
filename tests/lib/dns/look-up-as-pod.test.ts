import { randomInt } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { createDnsClient } from '@/lib/dns/dns-client'
import { lookUpAsPod, type PodLookup } from '@/lib/dns/look-up-as-pod'
import type { Libc } from '@/lib/domain/resolution/search-path'
import { type DnsServer, startDnsServer, type ZoneRecord } from './dns-server'
import { realClock } from './real-clock'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

async function serve(zone: Record<string, ZoneRecord[]>): Promise<DnsServer> {
  const server = await startDnsServer(zone)
  open.push(server)
  return server
}

interface LookUpOptions {
  libc?: Libc
  signal?: AbortSignal
  /** Short only where somebody stays silent: on a busy machine an answer takes its time. */
  patienceMs?: number
}

async function lookUp(server: DnsServer, name: string, options: LookUpOptions = {}): Promise<PodLookup> {
  const { libc = 'glibc', signal, patienceMs = 5000 } = options
  const client = createDnsClient({ clock: realClock, randomId: () => randomInt(65_536), limits: { patienceMs } })
  open.push(client)
  const question = { name, namespace: 'shop', clusterDomain: 'cluster.local', libc }
  return lookUpAsPod(client, server.address, question, signal === undefined ? {} : { signal })
}

const outcomes = ({ asked }: PodLookup) => asked.map(({ name, outcome }) => `${name} ${outcome}`)

test('the first name that has an address ends the search, and what is left is told', async () => {
  const server = await serve({ 'db.svc.cluster.local': [{ type: 'A', data: '192.0.2.7' }] })
  const lookup = await lookUp(server, 'db')
  expect(outcomes(lookup)).toEqual(['db.shop.svc.cluster.local no-name', 'db.svc.cluster.local found'])
  expect(lookup.addresses).toEqual(['192.0.2.7'])
  expect(lookup.unasked.map(({ name }) => name)).toEqual(['db.cluster.local', 'db'])
  expect(server.seen.map(({ name, type }) => `${name} ${type}`)).toHaveLength(4)
})

test('an alias that leads nowhere ends the search without an address, though a name further on has one', async () => {
  const server = await serve({ 'db.svc.cluster.local': [{ type: 'A', data: '192.0.2.7' }] })
  server.scripts.set('db.shop.svc.cluster.local', {
    answers: [{ name: 'db.shop.svc.cluster.local', type: 'CNAME', data: 'gone.example.com' }],
  })
  const lookup = await lookUp(server, 'db')
  expect(outcomes(lookup)).toEqual(['db.shop.svc.cluster.local alias-only'])
  expect(lookup.addresses).toEqual([])
})

test('a chain is taken from the reply as it stands, and nothing more is asked for it', async () => {
  const server = await serve({
    'db.shop.svc.cluster.local': [{ type: 'CNAME', data: 'db.example.com' }],
    'db.example.com': [{ type: 'AAAA', data: '2001:db8::7' }],
  })
  const lookup = await lookUp(server, 'DB')
  expect(lookup.addresses).toEqual(['2001:db8::7'])
  expect(server.seen.every(({ name }) => name === 'db.shop.svc.cluster.local')).toBe(true)
})

test('after SERVFAIL glibc goes on and musl gives up', async () => {
  const server = await serve({ 'db.svc.cluster.local': [{ type: 'A', data: '192.0.2.7' }] })
  server.scripts.set('db.shop.svc.cluster.local', { rcode: 2 })
  expect((await lookUp(server, 'db')).addresses).toEqual(['192.0.2.7'])
  const musl = await lookUp(server, 'db', { libc: 'musl' })
  expect(outcomes(musl)).toEqual(['db.shop.svc.cluster.local serv-fail'])
  expect(musl.unasked).toHaveLength(3)
})

test('after silence only the name as written is tried, by glibc', async () => {
  const server = await serve({ db: [{ type: 'A', data: '192.0.2.8' }] })
  server.scripts.set('db.shop.svc.cluster.local', { drop: true })
  const lookup = await lookUp(server, 'db', { patienceMs: 500 })
  expect(outcomes(lookup)).toEqual(['db.shop.svc.cluster.local no-reply', 'db found'])
  expect(lookup.unasked.map(({ name }) => name)).toEqual(['db.svc.cluster.local', 'db.cluster.local'])
})

test('a name that no resolver asks for is said so, and nothing is sent', async () => {
  const server = await serve({})
  expect((await lookUp(server, '10.0.0.1')).problem).toContain('address')
  expect((await lookUp(server, `${'a'.repeat(64)}.example`)).problem).toContain('63')
  expect((await lookUp(server, '..')).problem).not.toBeNull()
  expect(server.seen).toEqual([])
})

test('a signal ends the search where it is', async () => {
  const server = await serve({})
  const gone = AbortSignal.abort()
  const lookup = await lookUp(server, 'db', { signal: gone })
  expect([lookup.asked, lookup.unasked.length]).toEqual([[], 4])
})
