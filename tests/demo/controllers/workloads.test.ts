import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { valueAt } from '../../../demo/json/json.ts'
import { type ControlledCluster, controlledCluster, namesOf, workload } from './controlled-cluster.ts'

let cluster: ControlledCluster

beforeEach(async () => {
  cluster = await controlledCluster()
})
afterEach(() => cluster.controllers.stop())

const status = (kind: string, name: string) => valueAt(cluster.read(kind, name), 'status')
const addressOf = (name: string) => valueAt(cluster.read('Pod', name), 'status', 'podIP')

describe('Pods', () => {
  it('run on the node with an address of their own', async () => {
    await cluster.create('Pod', { metadata: { name: 'a' }, spec: { containers: [{ name: 'main', image: 'x' }] } })
    await cluster.create('Pod', { metadata: { name: 'b' }, spec: { containers: [{ name: 'main', image: 'x' }] } })
    expect(cluster.read('Pod', 'a')).toMatchObject({
      spec: { nodeName: 'node-1' },
      status: { phase: 'Running', containerStatuses: [{ ready: true }], startTime: '2026-11-24T08:00:00Z' },
    })
    expect([addressOf('a'), addressOf('b')]).toEqual(['10.244.0.2', '10.244.0.3'])
  })
  it('never become ready when their image is missing', async () => {
    const containers = [{ name: 'main', image: 'registry.example:5000/team/broken:1@sha256:aa' }]
    await cluster.create('Pod', { metadata: { name: 'a' }, spec: { containers } })
    expect(status('Pod', 'a')).toMatchObject({
      phase: 'Pending',
      containerStatuses: [{ ready: false, state: { waiting: { reason: 'ImagePullBackOff' } } }],
    })
  })
  it('follow the annotation that says how they fare, while they run', async () => {
    await cluster.create('Pod', { metadata: { name: 'a' }, spec: { containers: [{ name: 'main', image: 'x' }] } })
    await cluster.patch('Pod', 'a', { metadata: { annotations: { 'embedded-cluster/ready': 'false' } } })
    expect(status('Pod', 'a')).toMatchObject({ phase: 'Running', containerStatuses: [{ ready: false }] })
    await cluster.patch('Pod', 'a', { metadata: { annotations: { 'embedded-cluster/ready': null } } })
    expect(status('Pod', 'a')).toMatchObject({ containerStatuses: [{ ready: true }], podIP: '10.244.0.2' })
  })
  it('keep a status that someone wrote', async () => {
    await cluster.create('Pod', { metadata: { name: 'a' }, spec: { containers: [{ name: 'main', image: 'x' }] } })
    await cluster.patch('Pod', 'a', { status: { conditions: [{ type: 'Ready', status: 'False' }] } }, 'status')
    expect(status('Pod', 'a')).toMatchObject({ conditions: [{ type: 'Ready', status: 'False' }] })
  })
  it('are gone once they were deleted, and wait without a node', async () => {
    await cluster.create('Pod', { metadata: { name: 'a' }, spec: { containers: [{ name: 'main', image: 'x' }] } })
    await cluster.remove('Pod', 'a')
    expect(cluster.find('Pod', 'a')).toBeUndefined()
    await cluster.remove('Node', 'node-1')
    await cluster.create('Pod', { metadata: { name: 'b' }, spec: { containers: [{ name: 'main', image: 'x' }] } })
    expect(status('Pod', 'b')).toMatchObject({ phase: 'Pending' })
    await cluster.create('Node', { metadata: { name: 'node-2' } })
    expect(cluster.read('Pod', 'b')).toMatchObject({ spec: { nodeName: 'node-2' }, status: { phase: 'Running' } })
  })
})

describe('a Deployment', () => {
  it('runs its Pods through a ReplicaSet, and counts them', async () => {
    await cluster.create('Deployment', workload({ name: 'web', replicas: 2 }))
    const [set] = cluster.list('ReplicaSet')
    expect(namesOf(cluster.list('ReplicaSet'))).toEqual([expect.stringMatching(/^web-[b-z2-9]{6,10}$/)])
    expect(set).toMatchObject({
      metadata: {
        labels: { app: 'web', 'pod-template-hash': expect.any(String) },
        annotations: {
          'deployment.kubernetes.io/desired-replicas': '2',
          'deployment.kubernetes.io/max-replicas': '3',
          'deployment.kubernetes.io/revision': '1',
        },
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true }],
      },
      status: { replicas: 2, readyReplicas: 2, availableReplicas: 2, fullyLabeledReplicas: 2, observedGeneration: 1 },
    })
    const [name] = namesOf(cluster.list('ReplicaSet'))
    for (const pod of namesOf(cluster.list('Pod'))) expect(pod).toMatch(new RegExp(`^${name}-[a-z0-9]{5}$`))
    expect(cluster.read('Deployment', 'web')).toMatchObject({
      metadata: { annotations: { 'deployment.kubernetes.io/revision': '1' } },
      status: {
        observedGeneration: 1,
        replicas: 2,
        updatedReplicas: 2,
        readyReplicas: 2,
        availableReplicas: 2,
        conditions: [
          { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' },
          { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
        ],
      },
    })
  })
  it('grows, shrinks, and replaces a Pod that is deleted', async () => {
    await cluster.create('Deployment', workload({ name: 'web', replicas: 1 }))
    await cluster.patch('Deployment', 'web', { spec: { replicas: 4 } })
    expect(cluster.list('Pod')).toHaveLength(4)
    const before = namesOf(cluster.list('Pod'))
    await cluster.remove('Pod', before[0] ?? '')
    expect(cluster.list('Pod')).toHaveLength(4)
    expect(namesOf(cluster.list('Pod'))).not.toContain(before[0])
    await cluster.patch('Deployment', 'web', { spec: { replicas: 0 } })
    expect(cluster.list('Pod')).toEqual([])
    expect(status('Deployment', 'web')).toMatchObject({ observedGeneration: 3 })
    expect(status('Deployment', 'web')).not.toHaveProperty('replicas')
  })
  it('moves to a new template, keeps the old ReplicaSet empty, and goes back to it', async () => {
    await cluster.create('Deployment', workload({ name: 'web', replicas: 3 }))
    const [old] = namesOf(cluster.list('ReplicaSet'))
    const image = (name: string) => ({ spec: { template: { spec: { containers: [{ name: 'main', image: name }] } } } })
    const first = cluster.read('Deployment', 'web').spec
    await cluster.patch('Deployment', 'web', image('example/main:2'))
    expect(cluster.read('ReplicaSet', old ?? '')).toMatchObject({ spec: { replicas: 0 }, status: { replicas: 0 } })
    expect(cluster.list('ReplicaSet')).toHaveLength(2)
    expect(cluster.list('Pod')).toHaveLength(3)
    expect(status('Deployment', 'web')).toMatchObject({ updatedReplicas: 3, availableReplicas: 3 })
    await cluster.patch('Deployment', 'web', { spec: first ?? {} })
    expect(cluster.list('ReplicaSet')).toHaveLength(2)
    expect(cluster.read('ReplicaSet', old ?? '')).toMatchObject({
      metadata: { annotations: { 'deployment.kubernetes.io/revision': '3' } },
      spec: { replicas: 3 },
    })
  })
  it('keeps serving with its old Pods while the new ones do not become ready', async () => {
    await cluster.create('Deployment', workload({ name: 'web', replicas: 3 }))
    const containers = [{ name: 'main', image: 'example/broken:2' }]
    await cluster.patch('Deployment', 'web', { spec: { template: { spec: { containers } } } })
    expect(status('Deployment', 'web')).toMatchObject({
      replicas: 4,
      updatedReplicas: 1,
      availableReplicas: 3,
      unavailableReplicas: 1,
      conditions: [{ type: 'Available', status: 'True' }, { reason: 'ReplicaSetUpdated' }],
    })
  })
  it('stops all before it starts anew when that is its strategy', async () => {
    const more = { strategy: { type: 'Recreate' } }
    await cluster.create('Deployment', workload({ name: 'web', replicas: 2, more }))
    const before = namesOf(cluster.list('Pod'))
    const containers = [{ name: 'main', image: 'example/main:2' }]
    await cluster.patch('Deployment', 'web', { spec: { template: { spec: { containers } } } })
    expect(cluster.list('Pod')).toHaveLength(2)
    for (const name of namesOf(cluster.list('Pod'))) expect(before).not.toContain(name)
  })
  it('takes its ReplicaSets and Pods along when it is deleted', async () => {
    await cluster.create('Deployment', workload({ name: 'web', replicas: 2 }))
    await cluster.remove('Deployment', 'web')
    expect([...cluster.list('ReplicaSet'), ...cluster.list('Pod')]).toEqual([])
  })
  it('forgets the oldest templates', async () => {
    await cluster.create('Deployment', workload({ name: 'web', replicas: 1, more: { revisionHistoryLimit: 2 } }))
    for (const version of [2, 3, 4, 5]) {
      const containers = [{ name: 'main', image: `example/main:${version}` }]
      await cluster.patch('Deployment', 'web', { spec: { template: { spec: { containers } } } })
    }
    expect(cluster.list('ReplicaSet')).toHaveLength(3)
  })
})

describe('a StatefulSet', () => {
  const db = (more = {}) => workload({ name: 'db', replicas: 3, more: { serviceName: 'data', ...more } })

  it('runs numbered Pods that know their names', async () => {
    await cluster.create('StatefulSet', db())
    expect(namesOf(cluster.list('Pod'))).toEqual(['db-0', 'db-1', 'db-2'])
    expect(cluster.read('Pod', 'db-1')).toMatchObject({
      metadata: { labels: { 'statefulset.kubernetes.io/pod-name': 'db-1', 'apps.kubernetes.io/pod-index': '1' } },
      spec: { hostname: 'db-1', subdomain: 'data' },
    })
    expect(status('StatefulSet', 'db')).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      readyReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
    })
  })
  it('waits for each Pod before the next, unless it asks for all at once', async () => {
    const broken = { ...db(), metadata: { name: 'slow' } }
    broken.spec.template.spec.containers = [{ name: 'main', image: 'broken', ports: [] }]
    await cluster.create('StatefulSet', broken)
    expect(namesOf(cluster.list('Pod'))).toEqual(['slow-0'])
    const parallel = {
      ...broken,
      metadata: { name: 'wide' },
      spec: { ...broken.spec, podManagementPolicy: 'Parallel' },
    }
    await cluster.create('StatefulSet', parallel)
    expect(namesOf(cluster.list('Pod'))).toEqual(['slow-0', 'wide-0', 'wide-1', 'wide-2'])
  })
  it('lets the highest go first, and replaces each on a new template', async () => {
    await cluster.create('StatefulSet', db())
    await cluster.patch('StatefulSet', 'db', { spec: { replicas: 1 } })
    expect(namesOf(cluster.list('Pod'))).toEqual(['db-0'])
    const containers = [{ name: 'main', image: 'example/main:2' }]
    await cluster.patch('StatefulSet', 'db', { spec: { replicas: 2, template: { spec: { containers } } } })
    const images = cluster.list('Pod').map((pod) => valueAt(pod, 'spec', 'containers', 0, 'image'))
    expect(images).toEqual(['example/main:2', 'example/main:2'])
  })
})

describe('a DaemonSet', () => {
  it('runs one Pod on each node, also on one that comes later', async () => {
    await cluster.create('DaemonSet', workload({ name: 'agent' }))
    await cluster.create('Node', { metadata: { name: 'node-2' } })
    const nodes = cluster.list('Pod').map((pod) => valueAt(pod, 'spec', 'nodeName'))
    expect(nodes.sort()).toEqual(['node-1', 'node-2'])
    expect(status('DaemonSet', 'agent')).toMatchObject({
      desiredNumberScheduled: 2,
      numberReady: 2,
      numberAvailable: 2,
    })
    const containers = [{ name: 'main', image: 'example/main:2' }]
    await cluster.patch('DaemonSet', 'agent', { spec: { template: { spec: { containers } } } })
    const images = cluster.list('Pod').map((pod) => valueAt(pod, 'spec', 'containers', 0, 'image'))
    expect(images).toEqual(['example/main:2', 'example/main:2'])
  })
})
