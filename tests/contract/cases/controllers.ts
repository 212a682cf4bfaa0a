import { expect } from 'vitest'
import { poll } from '../../control-plane/poll.ts'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectNotFound, namesIn, textAt, valueAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject } from '../service-object.ts'
import type { Stage } from '../stage.ts'

const containers = [{ name: 'main', image: 'example/main:1', ports: [{ name: 'http', containerPort: 8080 }] }]
const timeoutMs = 20_000

function items(body: unknown): unknown[] {
  const list = valueAt(body, 'items')
  return Array.isArray(list) ? list : []
}

const slicesOf = async (stage: Stage, service: string) =>
  items((await stage.list('endpointslices', { query: `labelSelector=kubernetes.io/service-name%3D${service}` })).body)

/** Waits for the one slice of a Service that has this many ready endpoints. */
const untilReady = (stage: Stage, service: string, count: number) =>
  poll(
    async () => {
      const [slice] = await slicesOf(stage, service)
      const endpoints = valueAt(slice, 'endpoints')
      const ready = Array.isArray(endpoints)
        ? endpoints.filter((endpoint) => valueAt(endpoint, 'conditions.ready') === true)
        : []
      return ready.length === count && { slice, endpoints: ready }
    },
    { what: `${service} has ${count} ready endpoints`, timeoutMs },
  )

async function runPod(stage: Stage, name: string, app: string): Promise<void> {
  const created = await stage.create('pods', {
    metadata: { name, labels: { app } },
    spec: { nodeName: 'node-1', containers },
  })
  expect(created.status).toBe(201)
}

export const controllers = defineSuite('controllers', [
  defineCase('keep a slice of the ready Pods that a Service selects', async (stage) => {
    await stage.create(
      'services',
      serviceObject('web', { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] }),
    )
    await runPod(stage, 'web-1', 'web')
    const { slice, endpoints } = await untilReady(stage, 'web', 1)
    expect(slice).toMatchObject({
      metadata: {
        generateName: 'web-',
        labels: {
          'kubernetes.io/service-name': 'web',
          'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        },
        ownerReferences: [
          { apiVersion: 'v1', kind: 'Service', name: 'web', controller: true, blockOwnerDeletion: true },
        ],
      },
      addressType: 'IPv4',
      ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
    })
    expect(endpoints).toEqual([
      expect.objectContaining({
        addresses: [expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/)],
        conditions: { ready: true, serving: true, terminating: false },
        nodeName: 'node-1',
        targetRef: expect.objectContaining({ kind: 'Pod', name: 'web-1', namespace: stage.namespace }),
      }),
    ])
  }),
  defineCase('take an endpoint away with its Pod', async (stage) => {
    await stage.create('services', serviceObject('gone', { selector: { app: 'gone' }, ports: [{ port: 80 }] }))
    await runPod(stage, 'gone-1', 'gone')
    await runPod(stage, 'gone-2', 'gone')
    await untilReady(stage, 'gone', 2)
    await stage.remove('pods', 'gone-1', { query: 'gracePeriodSeconds=0' })
    await untilReady(stage, 'gone', 1)
  }),
  defineCase('leave the slices of a Service that became an alias as they are', async (stage) => {
    await stage.create('services', serviceObject('stale', { selector: { app: 'stale' }, ports: [{ port: 80 }] }))
    await runPod(stage, 'stale-1', 'stale')
    await untilReady(stage, 'stale', 1)
    await stage.patch('services', 'stale', 'merge', { spec: aliasSpec('a.com') })
    await runPod(stage, 'web-2', 'web')
    // Once the other Service was looked after, this one would have been, too.
    await untilReady(stage, 'web', 2)
    const [slice] = await slicesOf(stage, 'stale')
    expect(valueAt(slice, 'endpoints')).toHaveLength(1)
  }),
  defineCase('make no slice for an alias with a selector', async (stage) => {
    await stage.create('services', serviceObject('selecting', aliasSpec('a.com', { selector: { app: 'web' } })))
    await stage.create('services', serviceObject('later', { selector: { app: 'web' }, ports: [{ port: 80 }] }))
    await untilReady(stage, 'later', 2)
    expect(await slicesOf(stage, 'selecting')).toEqual([])
  }),
  defineCase('run the Pods of a Deployment', async (stage) => {
    const labels = { app: 'deployed' }
    const created = await stage.create('deployments', {
      metadata: { name: 'deployed' },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { nodeName: 'node-1', containers } },
      },
    })
    expect(created.status).toBe(201)
    await stage.create('services', serviceObject('deployed', { selector: labels, ports: [{ port: 80 }] }))
    const { endpoints } = await untilReady(stage, 'deployed', 2)
    for (const endpoint of endpoints) expect(textAt(endpoint, 'targetRef.name')).toMatch(/^deployed-/)
    const isAvailable = async () =>
      valueAt((await stage.read('deployments', 'deployed')).body, 'status.readyReplicas') === 2
    await poll(isAvailable, { what: 'the Deployment counts its Pods', timeoutMs })
  }),
  defineCase('remove a slice with the Service that owns it', async (stage) => {
    const service = await stage.create('services', serviceObject('owner', { clusterIP: 'None' }))
    const owner = { apiVersion: 'v1', kind: 'Service', name: 'owner', uid: textAt(service.body, 'metadata.uid') }
    await stage.create('endpointslices', {
      metadata: { name: 'owner-1', labels: { 'kubernetes.io/service-name': 'owner' }, ownerReferences: [owner] },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.4.4.3'] }],
    })
    await stage.remove('services', 'owner')
    const isGone = async () => (await stage.read('endpointslices', 'owner-1')).status === 404
    await poll(isGone, { what: 'the slice is gone', timeoutMs })
  }),
  defineCase('empty a namespace that is deleted, and remove it', async (stage) => {
    const namespace = `${stage.namespace}-ending`
    const path = `/api/v1/namespaces/${namespace}`
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }
    const created = await stage.call({ method: 'POST', path: '/api/v1/namespaces', body })
    expect(created.body).toMatchObject({
      metadata: { labels: { 'kubernetes.io/metadata.name': namespace } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    })
    await stage.create('services', serviceObject('inside', aliasSpec('a.com')), { namespace })
    const deleted = await stage.call({ method: 'DELETE', path })
    expect(deleted.status).toBe(200)
    expect(valueAt(deleted.body, 'status.phase')).toBe('Terminating')
    const isGone = async () => (await stage.call({ method: 'GET', path })).status === 404
    await poll(isGone, { what: 'the namespace is gone', timeoutMs: 40_000 })
    expect(namesIn(await stage.list('services', { namespace }))).toEqual([])
    expectNotFound(await stage.call({ method: 'GET', path }), 'namespaces', namespace)
  }),
])
