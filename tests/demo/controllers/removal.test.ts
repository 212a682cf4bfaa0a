import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ControlledCluster, controlledCluster, namesOf, service, workload } from './controlled-cluster.ts'

let cluster: ControlledCluster

beforeEach(async () => {
  cluster = await controlledCluster()
})
afterEach(() => cluster.controllers.stop())

const configMap = (name: string, metadata = {}) => ({ metadata: { name, ...metadata }, data: {} })
const reference = (name: string, uid: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', name, uid })

describe('a namespace that is deleted', () => {
  it('goes with all that is in it', async () => {
    await cluster.create('Deployment', workload({ name: 'web', replicas: 2 }))
    await cluster.create('Service', service('web'))
    await cluster.remove('Namespace', 'shop')
    expect(cluster.find('Namespace', 'shop')).toBeUndefined()
    for (const kind of ['Deployment', 'ReplicaSet', 'Pod', 'Service', 'EndpointSlice'])
      expect(cluster.list(kind)).toEqual([])
  })
  it('waits for what a finalizer holds, and says so', async () => {
    await cluster.create('ConfigMap', configMap('held', { finalizers: ['example.com/hold'] }))
    await cluster.create('ConfigMap', configMap('free'))
    await cluster.remove('Namespace', 'shop')
    expect(namesOf(cluster.list('ConfigMap'))).toEqual(['held'])
    expect(cluster.read('Namespace', 'shop')).toMatchObject({
      spec: { finalizers: ['kubernetes'] },
      status: {
        phase: 'Terminating',
        conditions: expect.arrayContaining([
          expect.objectContaining({
            type: 'NamespaceFinalizersRemaining',
            status: 'True',
            reason: 'SomeFinalizersRemain',
            message: 'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
          }),
        ]),
      },
    })
    await cluster.patch('ConfigMap', 'held', { metadata: { finalizers: null } })
    expect(cluster.find('Namespace', 'shop')).toBeUndefined()
  })
})

describe('an object with owners', () => {
  it('goes when the last of them has gone', async () => {
    const a = await cluster.create('ConfigMap', configMap('a'))
    const b = await cluster.create('ConfigMap', configMap('b'))
    const ownerReferences = [reference('a', String(a.metadata.uid)), reference('b', String(b.metadata.uid))]
    await cluster.create('ConfigMap', configMap('child', { ownerReferences }))
    await cluster.remove('ConfigMap', 'a')
    expect(cluster.read('ConfigMap', 'child').metadata.ownerReferences).toEqual(ownerReferences.slice(1))
    await cluster.remove('ConfigMap', 'b')
    expect(cluster.find('ConfigMap', 'child')).toBeUndefined()
  })
  it('goes at once when its owner is another object of that name', async () => {
    await cluster.create('ConfigMap', configMap('a'))
    await cluster.create('ConfigMap', configMap('child', { ownerReferences: [reference('a', 'someone-else')] }))
    expect(cluster.find('ConfigMap', 'child')).toBeUndefined()
  })
  it('stays when the kind of its owner is not known here', async () => {
    const ownerReferences = [{ apiVersion: 'example.com/v1', kind: 'Widget', name: 'w', uid: 'u' }]
    await cluster.create('ConfigMap', configMap('child', { ownerReferences }))
    expect(cluster.find('ConfigMap', 'child')).toBeDefined()
  })
})

describe('controllers', () => {
  it('go on where an earlier run stopped', async () => {
    await cluster.create('Service', service('web'))
    cluster.controllers.stop()
    const { store } = cluster.cluster
    const state = {
      revision: store.revision(),
      objects: [...store.everything()].map(([resource, table]) => [resource, [...table.values()]] as const),
    }
    const next = await controlledCluster(state)
    await next.create('Deployment', workload({ name: 'web', replicas: 2 }))
    expect(next.list('EndpointSlice')).toMatchObject([{ endpoints: [{ nodeName: 'node-1' }, { nodeName: 'node-1' }] }])
    next.controllers.stop()
  })
  it('write nothing once all is as it should be', async () => {
    await cluster.create('Deployment', workload({ name: 'web', replicas: 2 }))
    await cluster.create('StatefulSet', workload({ name: 'db', replicas: 2 }))
    await cluster.create('DaemonSet', workload({ name: 'agent' }))
    await cluster.create('Service', service('web'))
    const before = cluster.cluster.store.revision()
    await cluster.patch('Service', 'web', { metadata: { annotations: { note: 'x' } } })
    expect(cluster.cluster.store.revision()).toBe(before + 1)
  })
  it('do nothing more once they are stopped', async () => {
    cluster.controllers.stop()
    await cluster.create('Deployment', workload({ name: 'web', replicas: 2 }))
    expect(cluster.list('ReplicaSet')).toEqual([])
  })
})
