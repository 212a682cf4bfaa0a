import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClusterDnsSource } from '../../../demo/dns/cluster-dns-source.ts'
import type { DnsServer } from '../../../demo/dns/serve-dns.ts'
import { startClusterDns } from '../../../demo/dns/start-cluster-dns.ts'
import { startWorldDns, type WorldDns } from '../../../demo/world/start-world-dns.ts'
import type { WorldAnswer } from '../../../demo/world/world-answer.ts'
import { createDnsAsker, type QueryType } from '../../contract/dns-asker.ts'

const alias = (externalName: string) => ({ spec: { type: 'ExternalName', externalName } })
const services: Record<string, { spec?: unknown }> = {
  outside: alias('api.example.net'),
  dotted: alias('api.example.net.'),
  silent: alias('silent.example.net'),
  address: alias('10.0.0.1'),
  legacy: alias('127.1'),
  long: alias(`${'a'.repeat(64)}.example.net`),
  itself: alias('itself.apps.svc.cluster.local'),
  one: alias('two.apps.svc.cluster.local'),
  two: alias('one.apps.svc.cluster.local'),
  inside: alias('web.apps.svc.cluster.local'),
  twice: alias('outside.apps.svc.cluster.local'),
  nowhere: alias('gone.apps.svc.cluster.local'),
  web: {
    spec: {
      type: 'ClusterIP',
      clusterIP: '10.96.0.7',
      clusterIPs: ['10.96.0.7', 'fd00::7'],
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }],
    },
  },
  pods: { spec: { type: 'ClusterIP', clusterIP: 'None', clusterIPs: ['None'] } },
  odd: { spec: ['no', 'spec'] },
}
const source: ClusterDnsSource = {
  hasNamespace: (name) => name === 'apps',
  service: (namespace, name) =>
    namespace === 'apps' && Object.hasOwn(services, name) ? (services[name] ?? null) : null,
  endpoints: (_, name) =>
    name === 'pods'
      ? [
          { address: '10.244.0.5', ready: true, ports: [{ name: 'http', port: 8080, protocol: 'TCP' }] },
          { address: '10.244.0.6', ready: false },
        ]
      : [],
  serviceAt: (address) => (address === '10.96.0.7' ? { namespace: 'apps', name: 'web' } : null),
}

let world: WorldDns
let cluster: DnsServer

beforeAll(async () => {
  world = await startWorldDns({
    answers: new Map<string, WorldAnswer>([
      ['api.example.net', [{ type: 'A', data: '203.0.113.1', ttlSeconds: 300 }]],
      ['silent.example.net', 'TIMEOUT'],
    ]),
  })
  const times = { ttlSeconds: 30, cacheSeconds: 30, upstreamTimeoutMs: 50 }
  cluster = await startClusterDns({ upstream: world, clusterDomain: 'cluster.local', source, times })
})
afterAll(async () => {
  await cluster.stop()
  await world.stop()
})

async function ask(name: string, type: QueryType, transport: 'udp' | 'tcp' = 'udp') {
  const answer = await createDnsAsker(cluster).ask(name, type, { transport, timeoutMs: 400 })
  return answer === null ? 'silence' : [answer.rcode, ...answer.answers.map((text) => text.replace(/^\S+ /, ''))]
}
const of = (service: string) => `${service}.apps.svc.cluster.local`

const table: [name: string, type: QueryType, ...expected: string[]][] = [
  [of('outside'), 'CNAME', 'NOERROR', 'CNAME api.example.net'],
  [of('outside'), 'A', 'NOERROR', 'CNAME api.example.net', 'A 203.0.113.1'],
  [of('dotted'), 'A', 'NOERROR', 'CNAME api.example.net', 'A 203.0.113.1'],
  [of('outside'), 'AAAA', 'NOERROR', 'CNAME api.example.net'],
  [of('outside'), 'SRV', 'NOERROR'],
  [of('outside'), 'TXT', 'NOERROR'],
  [of('outside'), 'HTTPS', 'NOERROR'],
  [`_http._tcp.${of('outside')}`, 'SRV', 'NXDOMAIN'],
  [of('silent'), 'A', 'NOERROR', 'CNAME silent.example.net'],
  [of('address'), 'A', 'NXDOMAIN'],
  [of('address'), 'CNAME', 'NXDOMAIN'],
  [of('address'), 'TXT', 'NXDOMAIN'],
  [of('legacy'), 'A', 'NOERROR', 'CNAME 127.1'],
  [of('itself'), 'A', 'NOERROR'],
  [of('itself'), 'CNAME', 'NOERROR', `CNAME ${of('itself')}`],
  [of('one'), 'A', 'NOERROR'],
  [of('inside'), 'A', 'NOERROR', `CNAME ${of('web')}`, 'A 10.96.0.7'],
  [of('inside'), 'AAAA', 'NOERROR', `CNAME ${of('web')}`, 'AAAA fd00::7'],
  [of('twice'), 'A', 'NOERROR', `CNAME ${of('outside')}`, 'CNAME api.example.net', 'A 203.0.113.1'],
  [of('nowhere'), 'A', 'NOERROR'],
  [of('web'), 'CNAME', 'NOERROR'],
  [`_http._tcp.${of('web')}`, 'SRV', 'NOERROR', `SRV {"priority":0,"weight":50,"port":80,"target":"${of('web')}"}`],
  [`_smtp._tcp.${of('web')}`, 'SRV', 'NXDOMAIN'],
  [of('pods'), 'A', 'NOERROR', 'A 10.244.0.5'],
  [`10-244-0-5.${of('pods')}`, 'A', 'NOERROR', 'A 10.244.0.5'],
  [`10-244-0-6.${of('pods')}`, 'A', 'NXDOMAIN'],
  ['10-1-2-3.apps.pod.cluster.local', 'A', 'NOERROR', 'A 10.1.2.3'],
  [of('odd'), 'A', 'NXDOMAIN'],
  [of('gone'), 'A', 'NXDOMAIN'],
  ['web.other.svc.cluster.local', 'A', 'NXDOMAIN'],
  ['apps.svc.cluster.local', 'A', 'NOERROR'],
  ['dns-version.cluster.local', 'TXT', 'NOERROR', 'TXT 1.1.0'],
  ['7.0.96.10.in-addr.arpa', 'PTR', 'NOERROR', `PTR ${of('web')}`],
  ['api.example.net', 'A', 'NOERROR', 'A 203.0.113.1'],
  ['gone.example.net', 'A', 'NXDOMAIN'],
  ['silent.example.net', 'A', 'SERVFAIL'],
]

describe('the DNS of the cluster', () => {
  it.each(table)('answers %s %s: %s %s', async (name, type, ...expected) => {
    expect(await ask(name, type)).toEqual(expected)
  })

  it('answers over TCP as over UDP', async () => {
    for (const [name, type, ...expected] of table.slice(0, 8)) expect(await ask(name, type, 'tcp')).toEqual(expected)
  })

  it.each(['A', 'AAAA', 'CNAME'] as const)('is silent about a label over 63 bytes: %s', async (type) => {
    expect(await ask(of('long'), type)).toBe('silence')
    expect(await ask(of('long'), type, 'tcp')).toBe('silence')
    expect(await ask(of('long'), 'TXT')).toEqual(['NOERROR'])
  })

  it('gives all records of a reply the least TTL of them, within the bounds of the cache', async () => {
    const asker = createDnsAsker(cluster)
    await world.set('brief.example.net', [{ type: 'A', data: '203.0.113.2', ttlSeconds: 1 }])
    expect((await asker.ask('brief.example.net', 'A'))?.ttlSeconds).toEqual([5])
    await world.set('lasting.example.net', [{ type: 'A', data: '203.0.113.2', ttlSeconds: 86_400 }])
    expect((await asker.ask('lasting.example.net', 'A'))?.ttlSeconds).toEqual([30])
    const whole = await asker.ask(of('outside'), 'A')
    expect(new Set(whole?.ttlSeconds).size).toBe(1)
  })

  it('remembers names outside, and never its own', async () => {
    await world.set('moving.example.net', [{ type: 'A', data: '203.0.113.3' }])
    expect(await ask('moving.example.net', 'A')).toEqual(['NOERROR', 'A 203.0.113.3'])
    await world.set('moving.example.net', [{ type: 'A', data: '203.0.113.4' }])
    expect(await ask('moving.example.net', 'A')).toEqual(['NOERROR', 'A 203.0.113.3'])
    services.fresh = alias('before.example.net')
    expect(await ask(of('fresh'), 'CNAME')).toEqual(['NOERROR', 'CNAME before.example.net'])
    services.fresh = alias('after.example.net')
    expect(await ask(of('fresh'), 'CNAME')).toEqual(['NOERROR', 'CNAME after.example.net'])
  })
})
