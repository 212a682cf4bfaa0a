import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkSelector } from '@/lib/domain/change/check-selector'
import { draftDatabase, draftEngines } from '@/lib/domain/workload/database-draft'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { listPods } from '@/lib/kubernetes/pods'
import { listWorkloads, readWorkload } from '@/lib/kubernetes/workloads'
import { gatherSelectorEvidence } from '@/lib/server/change/gather-selector-evidence'
import { systemClock } from '@/lib/server/runtime/system-clock'
import type { Identity } from '../control-plane/identities.ts'
import { poll } from '../control-plane/poll.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import type { TestPlane } from './test-plane.ts'

const home = 'workloads-test'

const container = (ports: object[], image = 'postgres:15') => ({ name: 'main', image, ports })
const template = (app: string, ports: object[], image?: string) => ({
  metadata: { labels: { app } },
  spec: { nodeName: 'node-1', containers: [container(ports, image)] },
})
const workload = (kind: string, name: string, spec: object) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace: home },
  spec,
})

const web = { kind: 'Deployment' as const, namespace: home, name: 'web' }
const database = { kind: 'StatefulSet' as const, namespace: home, name: 'postgres' }

const question = (selector: Record<string, string>, port: number) => ({
  namespace: home,
  service: 'my-database',
  isHeadless: false,
  selector,
  ports: [{ name: 'main', port }],
  portsToday: [{ port, protocol: 'TCP' }],
  target: 'external-db.provider.com',
  workload: null,
})

/** What the door to the API server promises of workloads and pods, on any control plane; `plane` is called within tests only. */
export function describeWorkloads(plane: () => Pick<TestPlane, 'administrator' | 'kubeconfigPath'>): void {
  const clients = new Map<Identity, KubeClient>()

  beforeAll(async () => {
    await plane().administrator.apply(
      namespace(home),
      alias(home, 'my-database', 'external-db.provider.com'),
      workload('StatefulSet', 'postgres', {
        serviceName: 'postgres-headless',
        replicas: 1,
        selector: { matchLabels: { app: 'postgres' } },
        template: template('postgres', [{ containerPort: 5432, name: 'sql' }]),
      }),
      workload('Deployment', 'web', {
        replicas: 3,
        selector: { matchLabels: { app: 'web' } },
        template: template(
          'web',
          [{ containerPort: 8080 }, { containerPort: 9090, name: 'udp', protocol: 'UDP' }],
          'web:1',
        ),
      }),
    )
    for (const identity of ['admin', 'nobody'] as const) {
      const { clusters } = await readKubeconfig({
        env: { KUBECONFIG: plane().kubeconfigPath(identity) },
        contexts: null,
      })
      const [access] = clusters
      if (access === undefined) throw new Error('no cluster')
      clients.set(identity, createKubeClient(access, { kind: 'kubeconfig' }, { userAgent: 'test' }))
    }
    await poll(async () => (await readWorkload(as('admin'), web))?.readyReplicas === 3, {
      what: 'ready pods',
      timeoutMs: 60_000,
    })
    await poll(async () => (await readWorkload(as('admin'), database))?.readyReplicas === 1, {
      what: 'a ready pod',
      timeoutMs: 60_000,
    })
  })

  afterAll(async () => {
    for (const client of clients.values()) await client.close()
    await plane().administrator.deleteNamespace(home)
  })

  function as(identity: Identity): KubeClient {
    const client = clients.get(identity)
    if (client === undefined) throw new Error(`no client for ${identity}`)
    return client
  }

  describe('workloads at the API server', () => {
    test('are listed with what their pod template says, StatefulSets first', async () => {
      const { items, isWhole } = await listWorkloads(as('admin'), home)
      expect(isWhole).toBe(true)
      expect(items.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['StatefulSet postgres', 'Deployment web'])
      expect(items[0]).toMatchObject({
        replicas: 1,
        serviceName: 'postgres-headless',
        podLabels: { app: 'postgres' },
        ports: [{ container: 'main', name: 'sql', number: 5432, protocol: 'TCP' }],
        images: ['postgres:15'],
      })
      expect(items[1]).toMatchObject({
        replicas: 3,
        serviceName: null,
        selector: { matchLabels: { app: 'web' }, matchExpressions: [] },
        ports: [
          { name: null, number: 8080, protocol: 'TCP' },
          { name: 'udp', number: 9090, protocol: 'UDP' },
        ],
      })
    })

    test('one is read by its name, with how far its rollout is', async () => {
      const found = await readWorkload(as('admin'), web)
      expect(found).toMatchObject({ readyReplicas: 3, updatedReplicas: 3, currentReplicas: 3 })
      expect(found?.observedGeneration).toBe(found?.generation)
      expect(await readWorkload(as('admin'), { ...web, name: 'absent' })).toBeNull()
      expect(await readWorkload(as('admin'), { ...web, kind: 'StatefulSet' })).toBeNull()
    })

    test('pods are those of the selector, each with its workload', async () => {
      const { items, isWhole } = await listPods(as('admin'), { namespace: home, selector: { app: 'web' } })
      expect(isWhole).toBe(true)
      expect(items).toHaveLength(3)
      for (const pod of items) {
        expect(pod).toMatchObject({ isReady: true, isTerminating: false, owner: { kind: 'Deployment', name: 'web' } })
        expect(pod.ip).toMatch(/^[0-9a-f.:]+$/)
      }
      const [only] = (await listPods(as('admin'), { namespace: home, selector: { app: 'postgres' } })).items
      expect(only).toMatchObject({ name: 'postgres-0', owner: { kind: 'StatefulSet', name: 'postgres' } })
      expect(only?.labels['statefulset.kubernetes.io/pod-name']).toBe('postgres-0')
    })

    test('whoever may not list them is told which right is missing', async () => {
      await expect(listWorkloads(as('nobody'), home)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(readWorkload(as('nobody'), web)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(listPods(as('nobody'), { namespace: home, selector: { app: 'web' } })).rejects.toMatchObject({
        code: 'forbidden',
      })
    })
  })

  describe('the draft of a database', () => {
    test.each(draftEngines)('of %s is taken by the API server as it is, strictly', async (engine) => {
      const { objects } = draftDatabase({ engine, namespace: home, name: 'draft', storage: '20Gi' })
      const paths = [`/api/v1/namespaces/${home}/services`, `/apis/apps/v1/namespaces/${home}/statefulsets`]
      for (const [index, body] of objects.entries()) {
        const query = { dryRun: 'All', fieldValidation: 'Strict' }
        const answer = await as('admin').request({ method: 'POST', path: paths[index] ?? '', query, body })
        expect(answer).toMatchObject({ status: 201, warnings: [] })
      }
    })
  })

  describe('what is gathered before a change to pods', () => {
    const gather = (identity: Identity, selector: Record<string, string>, port: number) =>
      gatherSelectorEvidence({ client: as(identity), clock: systemClock }, question(selector, port))

    test('lets a database with one ready server through, but for the word on credentials', async () => {
      const answers = checkSelector(await gather('admin', { app: 'postgres' }, 5432))
      const open = answers.filter(({ state }) => state !== 'pass').map(({ code, state }) => `${code} ${state}`)
      expect(open).toEqual(['credentials-parity warn'])
    })

    test('tells of pods that nobody answers for', async () => {
      const answers = checkSelector(await gather('admin', { app: 'mysql' }, 3306))
      const blocking = answers.filter(({ state }) => state === 'block').map(({ code }) => code)
      expect(blocking).toEqual(['selector-pods', 'selector-workload'])
    })

    test('asks for no pods without a selector', async () => {
      const { pods } = await gather('admin', {}, 5432)
      expect(pods).toEqual({ kind: 'read', value: { items: [], isWhole: true } })
    })

    test('keeps why something could not be read, and lets nothing pass on it', async () => {
      const evidence = await gather('nobody', { app: 'postgres' }, 5432)
      expect(evidence.pods).toMatchObject({
        kind: 'unread',
        why: expect.stringContaining('cannot list resource "pods"'),
      })
      expect(evidence.workloads).toMatchObject({
        kind: 'unread',
        why: expect.stringMatching(/cannot list resource "(statefulsets|deployments)"/),
      })
      const passed = checkSelector(evidence).filter(({ state }) => state === 'pass')
      expect(passed.map(({ code }) => code)).toEqual(['ports-kept'])
    })
  })
}
