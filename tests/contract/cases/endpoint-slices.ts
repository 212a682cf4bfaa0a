import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import {
  type Cause,
  expectFailure,
  expectInvalid,
  expectNotFound,
  expectWarnings,
  textAt,
  valueAt,
} from '../expect-answer.ts'

const kind = 'EndpointSlice.discovery.k8s.io'
const sliceObject = (name: string, more: object = {}) => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name, labels: { 'kubernetes.io/service-name': 'db' } },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['203.0.113.7'] }],
  ports: [{ name: '', port: 5432 }],
  ...more,
})
const at = (address: string) => ({ endpoints: [{ addresses: [address] }] })
const noAddress = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'
const badAddress = (address: string, message: string): readonly Cause[] => [
  ['endpoints[0].addresses[0]', 'Invalid', `Invalid value: "${address}": ${message}`],
]

const refused: readonly (readonly [title: string, more: object, causes: readonly Cause[]])[] = [
  [
    'a loopback address',
    at('127.0.0.1'),
    badAddress('127.0.0.1', 'may not be in the loopback range (127.0.0.0/8, ::1/128)'),
  ],
  [
    'the metadata address, which is link-local',
    at('169.254.169.254'),
    badAddress('169.254.169.254', 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'),
  ],
  [
    'a link-local multicast address',
    at('224.0.0.1'),
    badAddress('224.0.0.1', 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'),
  ],
  ['the unspecified address', at('0.0.0.0'), badAddress('0.0.0.0', 'may not be unspecified (0.0.0.0)')],
  ['an address that is none', at('300.1.1.1'), badAddress('300.1.1.1', noAddress)],
  ['a name', at('example.com'), badAddress('example.com', noAddress)],
  [
    'an IPv6 address among IPv4',
    at('2001:db8::1'),
    [['endpoints[0].addresses', 'Invalid', 'Invalid value: "2001:db8::1": must be an IPv4 address']],
  ],
  [
    'an endpoint without addresses',
    { endpoints: [{ addresses: [] }] },
    [['endpoints[0].addresses', 'Required', 'Required value']],
  ],
  ['no address type', { addressType: undefined }, [['addressType', 'Required', 'Required value']]],
  [
    'an address type it does not know',
    { addressType: 'IPv5' },
    [['addressType', 'NotSupported', 'Unsupported value: "IPv5": supported values: "FQDN", "IPv4", "IPv6"']],
  ],
  [
    'two ports of one name',
    { ports: [{ port: 1 }, { port: 2 }] },
    [['ports[1].name', 'Duplicate', 'Duplicate value: ""']],
  ],
  [
    'a protocol it does not know',
    { ports: [{ port: 1, protocol: 'X' }] },
    [['ports[0].protocol', 'NotSupported', 'Unsupported value: "X": supported values: "SCTP", "TCP", "UDP"']],
  ],
]

export const endpointSlices = defineSuite('EndpointSlices', [
  ...refused.map(([title, more, causes], index) =>
    defineCase(`refuse ${title}`, async (stage) => {
      const name = `refused-${index}`
      expectInvalid(await stage.create('endpointslices', sliceObject(name, more)), kind, name, causes)
    }),
  ),
  defineCase('are stored with their defaults and a generation', async (stage) => {
    const answer = await stage.create('endpointslices', sliceObject('stored'))
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      metadata: { generation: 1, labels: { 'kubernetes.io/service-name': 'db' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['203.0.113.7'], conditions: {} }],
      ports: [{ name: '', protocol: 'TCP', port: 5432 }],
    })
  }),
  defineCase('count their changes', async (stage) => {
    await stage.create('endpointslices', sliceObject('counted'))
    const endpoints = [{ addresses: ['203.0.113.7'], conditions: { ready: false } }]
    const answer = await stage.patch('endpointslices', 'counted', 'merge', { endpoints })
    expect(valueAt(answer.body, 'metadata.generation')).toBe(2)
    expect(valueAt(answer.body, 'endpoints')).toEqual(endpoints)
  }),
  defineCase('keep their address type', async (stage) => {
    await stage.create('endpointslices', sliceObject('typed'))
    const patch = { addressType: 'IPv6', ...at('2001:db8::1') }
    expectInvalid(await stage.patch('endpointslices', 'typed', 'merge', patch), kind, 'typed', [
      ['addressType', 'Invalid', 'Invalid value: null: field is immutable'],
    ])
  }),
  defineCase('hold IPv6 as a type of their own', async (stage) => {
    const answer = await stage.create(
      'endpointslices',
      sliceObject('six', { addressType: 'IPv6', ...at('2001:db8::1') }),
    )
    expect(answer.status).toBe(201)
  }),
  defineCase('hold names with a warning', async (stage) => {
    const answer = await stage.create(
      'endpointslices',
      sliceObject('named', { addressType: 'FQDN', ...at('a.example.com') }),
    )
    expect(answer.status).toBe(201)
    expectWarnings(answer, ['spec.addressType: FQDN endpoints are deprecated'])
  }),
  defineCase('are not found under a wrong name', async (stage) => {
    expectFailure(await stage.read('endpointslices', 'absent'), {
      code: 404,
      reason: 'NotFound',
      message: 'endpointslices.discovery.k8s.io "absent" not found',
      details: { name: 'absent', group: 'discovery.k8s.io', kind: 'endpointslices' },
    })
  }),
])

const deprecated = ['v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice']

export const endpoints = defineSuite('Endpoints', [
  defineCase('warn on every verb', async (stage) => {
    const object = {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name: 'old' },
      subsets: [{ addresses: [{ ip: '203.0.113.8' }], ports: [{ port: 80 }] }],
    }
    const created = await stage.create('endpoints', object)
    expect(valueAt(created.body, 'subsets')).toEqual([
      { addresses: [{ ip: '203.0.113.8' }], ports: [{ port: 80, protocol: 'TCP' }] },
    ])
    for (const answer of [
      created,
      await stage.read('endpoints', 'old'),
      await stage.list('endpoints'),
      await stage.patch('endpoints', 'old', 'merge', { metadata: { labels: { a: 'b' } } }),
      await stage.remove('endpoints', 'old'),
    ]) {
      expectWarnings(answer, deprecated)
      expect(answer.status).toBeLessThan(300)
    }
    expectNotFound(await stage.read('endpoints', 'old'), 'endpoints', 'old')
  }),
  defineCase('answer their deletion with what was deleted', async (stage) => {
    const created = await stage.create('endpoints', { metadata: { name: 'short' } })
    const answer = await stage.remove('endpoints', 'short')
    expect(answer.body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'short', kind: 'endpoints', uid: textAt(created.body, 'metadata.uid') },
    })
  }),
])
