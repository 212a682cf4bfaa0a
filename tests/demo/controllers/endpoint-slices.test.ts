import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listAt, textAt } from '../../../demo/json/json.ts'
import {
  type ControlledCluster,
  controlledCluster,
  namesOf,
  readyAddresses,
  service,
  workload,
} from './controlled-cluster.ts'

let cluster: ControlledCluster

beforeEach(async () => {
  cluster = await controlledCluster()
})
afterEach(() => cluster.controllers.stop())

const slicesOf = (name: string) =>
  cluster
    .list('EndpointSlice')
    .filter((slice) => textAt(slice.metadata, 'labels', 'kubernetes.io/service-name') === name)
const addressesOf = (name: string) => slicesOf(name).flatMap(readyAddresses)

describe('the slices of a Service with a selector', () => {
  it('carry its labels and belong to it', async () => {
    await cluster.create('Deployment', workload({ name: 'web', replicas: 2 }))
    await cluster.create('Service', { ...service('web'), metadata: { name: 'web', labels: { team: 'a' } } })
    const [slice] = slicesOf('web')
    expect(slicesOf('web')).toHaveLength(1)
    expect(slice).toMatchObject({
      metadata: {
        name: expect.stringMatching(/^web-[a-z0-9]{5}$/),
        generateName: 'web-',
        annotations: { 'endpoints.kubernetes.io/last-change-trigger-time': '2026-11-24T08:00:00Z' },
        ownerReferences: [
          { apiVersion: 'v1', kind: 'Service', name: 'web', controller: true, blockOwnerDeletion: true },
        ],
      },
      addressType: 'IPv4',
      ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
    })
    expect(slice?.metadata.labels).toEqual({
      'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      'kubernetes.io/service-name': 'web',
      team: 'a',
    })
    expect(slice?.endpoints).toEqual(
      cluster.list('Pod').map((pod) => ({
        addresses: [textAt(pod, 'status', 'podIP')],
        conditions: { ready: true, serving: true, terminating: false },
        targetRef: {
          kind: 'Pod',
          namespace: 'shop',
          name: textAt(pod.metadata, 'name'),
          uid: textAt(pod.metadata, 'uid'),
        },
        nodeName: 'node-1',
      })),
    )
  })
  it('follow Pods that come, go and become unready', async () => {
    await cluster.create('Service', service('web'))
    expect(slicesOf('web')).toMatchObject([{ endpoints: null, ports: null }])
    await cluster.create('Deployment', workload({ name: 'web', replicas: 3 }))
    expect(addressesOf('web')).toHaveLength(3)
    await cluster.patch('Deployment', 'web', { spec: { replicas: 1 } })
    expect(addressesOf('web')).toHaveLength(1)
    const [pod = ''] = namesOf(cluster.list('Pod'))
    await cluster.patch('Pod', pod, { metadata: { annotations: { 'embedded-cluster/ready': 'false' } } })
    expect(addressesOf('web')).toEqual([])
    expect(slicesOf('web')).toMatchObject([{ endpoints: [{ conditions: { ready: false, serving: false } }] }])
    await cluster.patch('Service', 'web', { spec: { publishNotReadyAddresses: true } })
    expect(addressesOf('web')).toHaveLength(1)
  })
  it('give a headless Service the names of a StatefulSet', async () => {
    const more = { serviceName: 'db' }
    await cluster.create('StatefulSet', workload({ name: 'db', replicas: 2, more }))
    await cluster.create('Service', { metadata: { name: 'db' }, spec: { clusterIP: 'None', selector: { app: 'db' } } })
    expect(slicesOf('db')).toMatchObject([
      {
        metadata: { labels: { 'service.kubernetes.io/headless': '' } },
        endpoints: [{ hostname: 'db-0' }, { hostname: 'db-1' }],
        ports: null,
      },
    ])
  })
  it('leave out a named port that no container has', async () => {
    await cluster.create('Deployment', workload({ name: 'web', replicas: 1 }))
    const ports = [
      { name: 'http', port: 80, targetPort: 'http', appProtocol: 'http' },
      { name: 'nope', port: 81, targetPort: 'nope' },
      { name: 'same', port: 9000 },
    ]
    await cluster.create('Service', service('web', { ports }))
    expect(slicesOf('web')[0]?.ports).toEqual([
      { name: 'http', protocol: 'TCP', port: 8080, appProtocol: 'http' },
      { name: 'same', protocol: 'TCP', port: 9000 },
    ])
  })
  it('hold a hundred endpoints each', async () => {
    await cluster.create('Service', service('web'))
    await cluster.create('Deployment', workload({ name: 'web', replicas: 230 }))
    expect(
      slicesOf('web')
        .map((slice) => listAt(slice, 'endpoints').length)
        .sort(),
    ).toEqual([100, 100, 30])
    await cluster.patch('Deployment', 'web', { spec: { replicas: 20 } })
    expect(slicesOf('web').map((slice) => listAt(slice, 'endpoints').length)).toEqual([20])
  })
  it('come back when they are deleted, and are put right when they are changed', async () => {
    await cluster.create('Deployment', workload({ name: 'web', replicas: 1 }))
    await cluster.create('Service', service('web'))
    const [name = ''] = namesOf(slicesOf('web'))
    await cluster.patch('EndpointSlice', name, { endpoints: [] })
    expect(addressesOf('web')).toHaveLength(1)
    await cluster.remove('EndpointSlice', name)
    expect(addressesOf('web')).toHaveLength(1)
    expect(namesOf(slicesOf('web'))).not.toContain(name)
  })
  it('stay as they are when the Service becomes an alias or loses its selector', async () => {
    await cluster.create('Deployment', workload({ name: 'web', replicas: 2 }))
    await cluster.create('Service', service('web'))
    const before = slicesOf('web')
    const alias = { type: 'ExternalName', externalName: 'api.example.com', clusterIP: null, clusterIPs: null }
    await cluster.patch('Service', 'web', { spec: { ...alias, ipFamilies: null, ipFamilyPolicy: null } })
    await cluster.patch('Deployment', 'web', { spec: { replicas: 0 } })
    expect(slicesOf('web')).toEqual(before)
    await cluster.patch('Service', 'web', { spec: { type: 'ClusterIP', externalName: null, selector: null } })
    expect(slicesOf('web')).toEqual(before)
    await cluster.patch('Service', 'web', { spec: { selector: { app: 'web' } } })
    expect(addressesOf('web')).toEqual([])
  })
  it('go with the Service, but those that others made for it do not', async () => {
    await cluster.create('Deployment', workload({ name: 'web', replicas: 1 }))
    await cluster.create('Service', service('web'))
    const labels = { 'kubernetes.io/service-name': 'web', 'endpointslice.kubernetes.io/managed-by': 'example.com' }
    const endpoints = [{ addresses: ['10.9.9.9'] }]
    await cluster.create('EndpointSlice', {
      metadata: { name: 'web-own', labels },
      addressType: 'IPv4',
      endpoints,
      ports: [],
    })
    await cluster.remove('Service', 'web')
    expect(namesOf(cluster.list('EndpointSlice'))).toEqual(['web-own'])
  })
})

describe('the slices beside Endpoints', () => {
  const endpoints = (more = {}) => ({
    metadata: { name: 'old', labels: { a: 'b' }, annotations: { c: 'd' } },
    subsets: [
      {
        addresses: [{ ip: '10.9.9.1', hostname: 'one' }, { ip: 'fd00::1' }],
        notReadyAddresses: [{ ip: '10.9.9.2' }],
        ports: [{ name: 'http', port: 8080 }],
      },
    ],
    ...more,
  })
  const plain = { metadata: { name: 'old' }, spec: { ports: [{ name: 'http', port: 80 }] } }

  it('say what the Endpoints say, by address family', async () => {
    await cluster.create('Service', plain)
    await cluster.create('Endpoints', endpoints())
    const mirrored = slicesOf('old').sort((a, b) => (textAt(a, 'addressType') < textAt(b, 'addressType') ? -1 : 1))
    expect(mirrored).toMatchObject([
      {
        metadata: {
          labels: { a: 'b', 'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io' },
          annotations: { c: 'd' },
          ownerReferences: [{ kind: 'Endpoints', name: 'old' }],
        },
        addressType: 'IPv4',
        endpoints: [
          { addresses: ['10.9.9.1'], hostname: 'one', conditions: { ready: true } },
          { addresses: ['10.9.9.2'], conditions: { ready: false } },
        ],
        ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
      },
      { addressType: 'IPv6', endpoints: [{ addresses: ['fd00::1'] }] },
    ])
  })
  it('come back while the Endpoints are there, and go with them', async () => {
    await cluster.create('Service', plain)
    await cluster.create('Endpoints', endpoints({ subsets: [{ addresses: [{ ip: '10.9.9.1' }] }] }))
    const [name = ''] = namesOf(slicesOf('old'))
    await cluster.remove('EndpointSlice', name)
    expect(addressesOf('old')).toEqual(['10.9.9.1'])
    await cluster.remove('Endpoints', 'old')
    expect(slicesOf('old')).toEqual([])
  })
  it('are not made for a Service with a selector, nor without a Service, nor where it is not wanted', async () => {
    await cluster.create('Endpoints', endpoints())
    expect(slicesOf('old')).toEqual([])
    await cluster.create('Service', plain)
    expect(slicesOf('old')).toHaveLength(2)
    await cluster.patch('Service', 'old', { spec: { selector: { app: 'old' } } })
    expect(slicesOf('old')).toMatchObject([{ endpoints: null }])
    const labels = { 'endpointslice.kubernetes.io/skip-mirror': 'true' }
    await cluster.create('Service', { metadata: { name: 'skipped' }, spec: { ports: [{ port: 80 }] } })
    await cluster.create('Endpoints', endpoints({ metadata: { name: 'skipped', labels } }))
    expect(slicesOf('skipped')).toEqual([])
  })
})
