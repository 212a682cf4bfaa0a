import { describe, expect, it } from 'vitest'
import type { ServicePort } from '@/lib/domain/alias/alias'
import { consumerRules } from '@/lib/domain/finding/consumer-rules'
import { findingWords } from '@/lib/domain/finding/finding-words'
import { judgeRules } from '@/lib/domain/finding/judge-rules'
import { rules } from '@/lib/domain/finding/rules'
import { sampleConsumers, sampleFacts } from './sample-facts'

type Given = Parameters<typeof sampleFacts>[0]

const port = (name: string | null, number: number, more: Partial<ServicePort> = {}): ServicePort => ({
  ...{ name, port: number, protocol: 'TCP', targetPort: number },
  ...more,
})
const ports = (...listed: ServicePort[]): Given => ({ alias: { ports: listed } })
const annotated = (annotations: Record<string, string>): Given => ({
  alias: { annotations: { 'a8r.io/description': 'Orders', ...annotations } },
})
const placed = (namespace: string, name: string): Given => ({ alias: { namespace, name } })
const sibling = (name: string, group: string | null = null, listed: ServicePort[] = []) => ({
  name,
  group,
  ports: listed,
})
const step = (namespace: string, service: string, type: string) => ({ namespace, service, type })
const found = (given: Given) => judgeRules(rules, sampleFacts(given)).map(({ code, severity }) => `${code} ${severity}`)

const dns = 'external-dns.alpha.kubernetes.io/hostname'

/** What each rule says, and of what it says nothing. */
const cases: readonly [code: string, says: readonly Given[], severity: string, saysNothing: readonly Given[]][] = [
  [
    'LOCALHOST_TARGET',
    [{ host: 'localhost' }, { host: 'db.localhost' }, { host: 'localhost.localdomain' }],
    'critical',
    [{ host: 'localhost.shop.dev' }],
  ],
  [
    'SINGLE_LABEL_TARGET',
    [{ host: 'postgres' }],
    'warning',
    [{ host: 'localhost' }, { host: '2130706433' }, { host: 'db.shop' }],
  ],
  [
    'METADATA_TARGET',
    [{ host: 'metadata.google.internal' }, { host: '169.254.169.254' }, { host: '100.100.100.200' }],
    'critical',
    [{ host: '10.0.0.1' }, { host: 'metadata.shop.dev' }],
  ],
  [
    'SYSTEM_TARGET',
    [{ host: 'kubernetes.default.svc.cluster.local' }, { host: 'kube-dns.kube-system.svc' }],
    'critical',
    [{ host: 'shop.default.svc.cluster.local' }, { host: 'kubernetes.default.svc.other.local' }],
  ],
  [
    'IN_CLUSTER_TARGET',
    [{ host: 'db-rw.data.svc.cluster.local' }],
    'info',
    [{ host: 'db-rw.data.svc' }, { host: 'db.shop.dev' }],
  ],
  [
    'ALIAS_OF_ALIAS',
    [
      {
        path: {
          steps: [step('a', 'b', 'ExternalName'), step('c', 'd', 'ClusterIP')],
          end: { kind: 'ready', type: 'ClusterIP', ready: 1 },
          brokenAt: null,
        },
      },
    ],
    'info',
    [
      {
        path: {
          steps: [step('c', 'd', 'ClusterIP')],
          end: { kind: 'ready', type: 'ClusterIP', ready: 1 },
          brokenAt: null,
        },
      },
    ],
  ],
  [
    'CAPTURES_DOMAIN',
    [placed('com', 'google'), placed('de', 'shop')],
    'warning',
    [placed('storefront', 'google'), placed('com-prod', 'google'), placed('kubernetes', 'google')],
  ],
  ['CAPTURES_DOMAIN', [placed('dev', 'google'), placed('app', 'orders')], 'info', []],
  [
    'PLACEHOLDER_TARGET',
    [
      { host: 'placeholder.example.com' },
      { host: 'example.net' },
      { host: 'db.invalid' },
      { host: 'changeme.shop.dev' },
      { host: 'your-db.shop.dev' },
    ],
    'warning',
    [
      { host: 'myexample.com' },
      { host: 'example.com.shop.dev' },
      { host: 'api.quillmoor.example' },
      { host: 'todomvc.dev' },
    ],
  ],
  [
    'MULTIPLE_ADDRESSES',
    [{ addresses: ['203.0.113.7', '203.0.113.8'] }, { addresses: ['2001:db8::1', '2001:db8::2', '203.0.113.7'] }],
    'info',
    [{ addresses: ['203.0.113.7', '2001:db8::1'] }, { addresses: [] }],
  ],
  ['PORTS_MISSING', [ports()], 'info', [ports(port('https', 443))]],
  [
    'PORT_NOT_MAPPED',
    [ports(port('http', 80, { targetPort: 8080 })), ports(port('http', 80, { targetPort: 'web' }))],
    'warning',
    [ports(port('http', 80)), ports(port('http', 80, { targetPort: null }))],
  ],
  [
    'PORT_PROTOCOL_UNSAID',
    [ports(port(null, 443)), ports(port('db', 5432))],
    'info',
    [
      ports(port('tcp-db', 5432)),
      ports(port('db', 5432, { appProtocol: 'postgres' })),
      ports(port('dns', 53, { protocol: 'UDP' })),
    ],
  ],
  [
    'PORT_CONTRADICTS',
    [ports(port('http', 443)), ports(port('mysql', 5432)), ports(port('web', 443, { appProtocol: 'http' }))],
    'info',
    [
      ports(port('https', 443)),
      ports(port('grpc', 8080)),
      ports(port('mongo', 27017)),
      ports(port('tcp-db', 5432)),
      ports(port('http', 4000)),
    ],
  ],
  [
    'PORTS_DIFFER',
    [{ siblings: [sibling('other', null, [port('https', 8443)])] }],
    'info',
    [{ siblings: [sibling('other', null, [port('web', 443)])] }, { siblings: [sibling('other')] }],
  ],
  [
    'DUPLICATE_ALIAS',
    [
      { siblings: [sibling('other')] },
      { group: { name: 'g', role: 'active' }, siblings: [sibling('g-blue', 'g'), sibling('x')] },
    ],
    'info',
    [{ group: { name: 'g', role: 'active' }, siblings: [sibling('g-blue', 'g')] }],
  ],
  [
    'EXTERNAL_DNS',
    [
      { ...annotated({ [dns]: 'db.shop.dev' }), host: 'db.data.svc.cluster.local' },
      { ...annotated({ [dns]: 'db.shop.dev' }), addresses: ['10.0.0.7'] },
    ],
    'warning',
    [annotated({ [dns]: ' ' })],
  ],
  ['EXTERNAL_DNS', [annotated({ [dns]: 'db.shop.dev' })], 'info', []],
  ['STALE_SLICES', [{ slices: ['orders-abc'] }], 'warning', [{ slices: [] }]],
  ['NO_OWNER', [{ alias: { owner: null } }], 'info', [{}]],
  [
    'METADATA_UNUSABLE',
    [
      { alias: { annotations: { owner: 'x'.repeat(102_400) } } },
      { alias: { annotations: { 'a8r.io/runbook': 'javascript:alert(1)' } } },
      { alias: { annotations: { 'a8r.io/logs': 'https://me:secret@logs.example' } } },
    ],
    'info',
    [{ alias: { annotations: { 'a8r.io/chat': '#shop', 'a8r.io/runbook': 'https://wiki.example/db' } } }],
  ],
  [
    'NO_DESCRIPTION',
    [{ alias: { annotations: { 'a8r.io/description': ' ' } } }],
    'info',
    [{ alias: { annotations: { description: 'x' } } }],
  ],
  ['NO_ENVIRONMENT', [{ alias: { environment: null } }], 'info', [{}]],
  ['NO_PART_OF', [{ alias: { labels: {} } }], 'info', [{}]],
]

describe('the rules', () => {
  it('say nothing of an alias that is as it should be', () => {
    expect(found({})).toEqual([])
    expect(judgeRules(consumerRules, sampleConsumers())).toEqual([])
  })

  it.each(cases)('%s is found where it is, and nowhere else', (code, says, severity, saysNothing) => {
    for (const given of says) expect(found(given), JSON.stringify(given)).toContain(`${code} ${severity}`)
    for (const given of saysNothing) expect(found(given).join(), JSON.stringify(given)).not.toContain(`${code} `)
  })

  it('are each tried above, under codes of their own that have words', () => {
    const codes = [...rules, ...consumerRules].map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    expect(rules.map(({ code }) => code).sort()).toEqual([...new Set(cases.map(([code]) => code))].sort())
    for (const code of codes) expect(findingWords(code)).not.toBe(code.toLowerCase().replaceAll('_', ' '))
  })
})

describe('UNUSED', () => {
  const codes = (facts: Parameters<typeof sampleConsumers>[0]) =>
    judgeRules(consumerRules, sampleConsumers(facts)).map(({ code }) => code)
  const past = { kind: 'Pod', namespace: 'shop', name: 'x', relation: 'bypasses', certainty: 'certain' } as const

  it('is said where everything was read and nothing names the alias, and tells who goes past it', () => {
    expect(codes({ consumers: [] })).toEqual(['UNUSED'])
    const [finding] = judgeRules(consumerRules, sampleConsumers({ consumers: [past] }))
    expect(finding?.evidence).toBe('None of Deployment, Ingress names it. 1 goes past it to its target.')
  })

  it('is never said while something is unread, nor of a colour, nor where another alias leads here', () => {
    expect(codes({ consumers: [], isWhole: false })).toEqual([])
    expect(codes({ consumers: [], role: 'green' })).toEqual([])
    expect(codes({ consumers: [], aliasesHere: 1 })).toEqual([])
  })

  it('takes a name that only may mean the alias as one', () => {
    expect(codes({ consumers: [{ ...past, relation: 'names', certainty: 'possible' }] })).toEqual([])
  })
})

describe('ROUTED_FROM_OUTSIDE', () => {
  const route = { kind: 'Ingress', namespace: 'shop', name: 'web', relation: 'names', certainty: 'certain' } as const

  it('names the routes that end at the alias', () => {
    expect(judgeRules(consumerRules, sampleConsumers({ consumers: [route] }))).toMatchObject([
      { code: 'ROUTED_FROM_OUTSIDE', severity: 'warning', evidence: 'Ingress shop/web names it.' },
    ])
  })

  it('is not said of one that only may mean it, nor of one that goes past it', () => {
    const unsure = { ...route, certainty: 'possible' } as const
    const past = { ...route, relation: 'bypasses' } as const
    expect(
      judgeRules(consumerRules, sampleConsumers({ consumers: [unsure, past, ...sampleConsumers().consumers] })),
    ).toEqual([])
  })
})
