import { poll } from '../control-plane/poll.ts'
import type { QueryType } from './dns-asker.ts'
import { aliasSpec, serviceObject } from './service-object.ts'
import type { Stage } from './stage.ts'

export const nameIn = (stage: Stage, service: string) => `${service}.${stage.namespace}.svc.cluster.local`

const longLabel = `${'a'.repeat(64)}.contract.example`

// Each alias is called as in the cases below.
export const targetsOfAliases = (stage: Stage): Readonly<Record<string, string>> => ({
  outside: 'both.contract.example',
  dotted: 'both.contract.example.',
  'v4-only': 'v4.contract.example',
  'v6-only': 'v6.contract.example',
  chained: 'first.contract.example',
  dangling: 'dangling.contract.example',
  nodata: 'nodata.contract.example',
  missing: 'missing.contract.example',
  servfail: 'servfail.contract.example',
  refused: 'refused.contract.example',
  silent: 'timeout.contract.example',
  many: 'many.contract.example',
  'zero-ttl': 'zero.contract.example',
  'long-ttl': 'long.contract.example',
  address: '10.0.0.1',
  'short-address': '127.1',
  'hex-address': '0x7f.1',
  'decimal-address': '2130706433',
  'long-label': longLabel,
  single: 'localhost',
  relative: `inside.${stage.namespace}`,
  itself: nameIn(stage, 'itself'),
  below: `x.${nameIn(stage, 'below')}`,
  'to-service': nameIn(stage, 'inside'),
  'to-headless': nameIn(stage, 'headless'),
  'to-nothing': nameIn(stage, 'nothing'),
  'to-alias': nameIn(stage, 'outside'),
  'to-zone': 'cluster.local',
  'loop-a': nameIn(stage, 'loop-b'),
  'loop-b': nameIn(stage, 'loop-a'),
})

async function prepareWorld({ world }: Stage['target']): Promise<void> {
  await world.set('both.contract.example', [
    { type: 'A', data: '203.0.113.11' },
    { type: 'AAAA', data: '2001:db8::11' },
  ])
  await world.set('v4.contract.example', [{ type: 'A', data: '203.0.113.4' }])
  await world.set('v6.contract.example', [{ type: 'AAAA', data: '2001:db8::6' }])
  await world.set('first.contract.example', [{ type: 'CNAME', data: 'second.contract.example' }])
  await world.set('second.contract.example', [{ type: 'CNAME', data: 'both.contract.example' }])
  await world.set('dangling.contract.example', [{ type: 'CNAME', data: 'missing.contract.example' }])
  await world.set('nodata.contract.example', [])
  await world.set('zero.contract.example', [{ type: 'A', data: '203.0.113.5', ttlSeconds: 0 }])
  await world.set('long.contract.example', [{ type: 'A', data: '203.0.113.6', ttlSeconds: 86_400 }])
  const addresses = Array.from({ length: 120 }, (_, index) => ({ type: 'A', data: `198.51.100.${index}` }) as const)
  await world.set('many.contract.example', addresses)
  await world.fail('servfail.contract.example', 'SERVFAIL')
  await world.fail('refused.contract.example', 'REFUSED')
  await world.fail('timeout.contract.example', 'TIMEOUT')
}

export async function prepareDnsStage(stage: Stage): Promise<void> {
  await prepareWorld(stage.target)
  const ports = [{ name: 'web', port: 80 }]
  await stage.create('services', serviceObject('inside', { clusterIP: '10.96.253.53', ports }))
  await stage.create('services', serviceObject('headless', { clusterIP: 'None', ports }))
  await stage.create('services', serviceObject('empty', { clusterIP: 'None' }))
  await stage.create('endpointslices', {
    metadata: { name: 'headless-1', labels: { 'kubernetes.io/service-name': 'headless' } },
    addressType: 'IPv4',
    endpoints: [
      { addresses: ['10.1.2.3'] },
      { addresses: ['10.1.2.4'], conditions: { ready: false } },
      { addresses: ['10.1.2.5'], hostname: 'named' },
    ],
    ports: [{ name: 'web', port: 8080 }],
  })
  for (const [name, target] of Object.entries(targetsOfAliases(stage))) {
    const answer = await stage.create('services', serviceObject(name, aliasSpec(target)))
    if (answer.status !== 201) throw new Error(answer.text)
  }
  const answersLast = async () => (await ask(stage, nameIn(stage, 'loop-b'), 'CNAME'))?.answers.length === 1
  await poll(answersLast, { what: 'the DNS of the cluster knows the last alias', timeoutMs: 10_000 })
}

export const ask = (stage: Stage, name: string, type: QueryType, transport: 'udp' | 'tcp' = 'udp') =>
  stage.target.dns.ask(name, type, { transport, timeoutMs: 12_000 })
