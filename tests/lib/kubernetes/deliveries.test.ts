import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import type { DeliveryRef } from '@/lib/domain/change/delivery'
import { readDelivery } from '@/lib/kubernetes/deliveries'
import { createKubeClient } from '@/lib/kubernetes/kube-client'
import { accessTo, sendJson, startLoopbackApi, statusOf } from './loopback-api'

const open: { close(): Promise<void> }[] = []
const application: DeliveryRef = { kind: 'Application', namespace: null, name: 'shop' }
const kustomization: DeliveryRef = { kind: 'Kustomization', namespace: 'flux-system', name: 'apps' }
const helmRelease: DeliveryRef = { kind: 'HelmRelease', namespace: 'flux-system', name: 'shop' }
const applications = '/apis/argoproj.io/v1alpha1/applications'
const inArgocd = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/shop'

const settingsIn = (namespace: string) => `/api/v1/namespaces/${namespace}/configmaps/argocd-cm`

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

async function read(ref: DeliveryRef, answer: (path: string, response: ServerResponse) => void) {
  const urls: string[] = []
  const api = await startLoopbackApi((request, response) => {
    urls.push(request.url ?? '')
    answer(new URL(request.url ?? '', 'http://x').pathname, response)
  })
  const client = createKubeClient(accessTo(api.url), { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  open.push(api, client)
  return { urls, delivery: await readDelivery(client, ref) }
}

const object = (spec: unknown, metadata: object = {}) => ({
  metadata: { name: 'shop', namespace: 'ops', ...metadata },
  spec,
})

async function facts(ref: DeliveryRef, spec: unknown, metadata: object = {}) {
  const { delivery } = await read(ref, (_, response) => sendJson(response, 200, object(spec, metadata)))
  if (delivery.state !== 'read') throw new Error(delivery.state)
  return delivery.facts
}

describe('an Application', () => {
  test('is read in its usual namespace, with healing, what it ignores, and where it comes from', async () => {
    const spec = {
      source: { repoURL: 'https://git.example/deploy', path: 'overlays/production' },
      syncPolicy: { automated: { selfHeal: true }, syncOptions: ['RespectIgnoreDifferences=true'] },
      ignoreDifferences: [
        { kind: 'Service', name: 'api', jsonPointers: ['/spec/externalName', 7] },
        { group: '*', kind: '*', managedFieldsManagers: ['signpost'] },
      ],
    }
    const { urls, delivery } = await read(application, (path, response) =>
      path === inArgocd
        ? sendJson(response, 200, object(spec))
        : sendJson(response, 404, statusOf(404, 'NotFound', 'x')),
    )
    expect(urls).toEqual([inArgocd, settingsIn('ops'), settingsIn('argocd')])
    expect(delivery).toEqual({
      ref: { kind: 'Application', namespace: 'ops', name: 'shop' },
      state: 'read',
      facts: {
        pausedBy: null,
        corrects: true,
        correctsBy: 'selfHeal is true',
        withinSeconds: 5,
        ignores: [
          {
            group: '',
            kind: 'Service',
            namespace: null,
            name: 'api',
            pointers: ['/spec/externalName'],
            expressions: [],
            managers: [],
          },
          { group: '*', kind: '*', namespace: null, name: null, pointers: [], expressions: [], managers: ['signpost'] },
        ],
        general: { source: 'ConfigMap argocd-cm', state: 'missing', ignores: [] },
        keepsIgnored: true,
        source: 'https://git.example/deploy, overlays/production',
      },
    })
  })

  test.each([
    ['without a policy does not', {}, false, 'it does not sync by itself'],
    ['that syncs but does not heal does not', { automated: {} }, false, 'selfHeal is false'],
    [
      'whose syncing is off does not',
      { automated: { enabled: false, selfHeal: true } },
      false,
      'it does not sync by itself',
    ],
    ['that heals does', { automated: { selfHeal: true } }, true, 'selfHeal is true'],
  ])('%s heal itself', async (_, syncPolicy, corrects, correctsBy) => {
    expect(await facts(application, { syncPolicy })).toMatchObject({ corrects, correctsBy })
  })

  test('that is skipped is paused', async () => {
    const annotations = { 'argocd.argoproj.io/skip-reconcile': 'true' }
    expect((await facts(application, {}, { annotations })).pausedBy).toContain('skip-reconcile')
  })

  test('that is not in its usual namespace is looked for everywhere, and is nobody when there are two', async () => {
    const answer = (items: unknown[]) => (path: string, response: ServerResponse) => {
      if (path === applications) sendJson(response, 200, { items })
      else sendJson(response, 404, statusOf(404, 'NotFound', 'applications.argoproj.io "shop" not found'))
    }
    const one = await read(application, answer([object({})]))
    expect(one.urls[1]).toBe(`${applications}?fieldSelector=metadata.name%3Dshop&limit=2`)
    expect(one.delivery).toMatchObject({ state: 'read', ref: { namespace: 'ops' } })
    expect((await read(application, answer([object({}), object({})]))).delivery.state).toBe('missing')
    expect((await read(application, answer([]))).delivery.state).toBe('missing')
  })

  test('with a name that no object has is not looked for everywhere', async () => {
    const missing = (_: string, response: ServerResponse) =>
      sendJson(response, 404, statusOf(404, 'NotFound', 'applications.argoproj.io not found'))
    const { urls, delivery } = await read({ ...application, name: 'a,metadata.namespace=x' }, missing)
    expect(urls).toHaveLength(1)
    expect(delivery.state).toBe('missing')
  })
})

describe('what Argo CD overlooks in every Application', () => {
  const prefix = 'resource.customizations.ignoreDifferences'
  const pointers = 'jsonPointers:\n  - /spec/externalName\n'
  const managers = 'managedFieldsManagers:\n  - signpost\n'

  async function general(data: Record<string, string>) {
    const { delivery } = await read({ ...application, namespace: 'ops' }, (path, response) => {
      if (path === settingsIn('ops'))
        sendJson(response, 200, {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'argocd-cm', namespace: 'ops' },
          data,
        })
      else sendJson(response, 200, object({}))
    })
    if (delivery.state !== 'read' || delivery.facts.general === null) throw new Error('no settings were read')
    return delivery.facts.general
  }
  const none = { namespace: null, name: null, pointers: [], expressions: [], managers: [] }

  test('is read beside the Application, for all kinds and for one', async () => {
    expect(
      await general({
        [`${prefix}.all`]: managers,
        [`${prefix}.Service`]: `${pointers}jqPathExpressions: ['.spec.externalName', 7]\n`,
        [`${prefix}.apps_Deployment`]: 'jsonPointers: [/spec/replicas]',
        'resource.customizations.health.Service': 'return {}',
      }),
    ).toEqual({
      ...{ source: 'ConfigMap ops/argocd-cm', state: 'read' },
      ignores: [
        { ...none, group: '*', kind: '*', managers: ['signpost'] },
        { ...none, group: '', kind: 'Service', pointers: ['/spec/externalName'], expressions: ['.spec.externalName'] },
        { ...none, group: 'apps', kind: 'Deployment', pointers: ['/spec/replicas'] },
      ],
    })
  })

  test('counts managers of a kind only as Argo CD finds them: under the group, an empty one for Services', async () => {
    const [alone] = (await general({ [`${prefix}.Service`]: managers })).ignores
    const [grouped] = (await general({ [`${prefix}._Service`]: managers })).ignores
    expect(alone).toEqual({ ...none, group: '', kind: 'Service' })
    expect(grouped).toEqual({ ...none, group: '', kind: 'Service', managers: ['signpost'] })
  })

  test('is read the older way too, which a setting of its own replaces', async () => {
    const older = `Service:\n  ignoreDifferences: |\n    jsonPointers: [/spec]\n`
    const rule = { ...none, group: '', kind: 'Service' }
    expect((await general({ 'resource.customizations': older })).ignores).toEqual([{ ...rule, pointers: ['/spec'] }])
    const both = { 'resource.customizations': older, [`${prefix}.Service`]: pointers }
    expect((await general(both)).ignores).toEqual([{ ...rule, pointers: ['/spec/externalName'] }])
  })

  test.each([
    ['that may not be read is forbidden', 403, statusOf(403, 'Forbidden', 'no'), 'forbidden'],
    ['that cannot be read is unavailable', 500, statusOf(500, 'InternalError', 'x'), 'unavailable'],
    [
      'that is no YAML is unavailable',
      200,
      { kind: 'ConfigMap', metadata: { name: 'argocd-cm', namespace: 'argocd' }, data: { [`${prefix}.all`]: '{' } },
      'unavailable',
    ],
  ])('%s, and nothing is overlooked', async (_, status, body, state) => {
    const { delivery } = await read(application, (path, response) =>
      path === inArgocd
        ? sendJson(response, 200, object({}, { namespace: 'argocd' }))
        : sendJson(response, status, body),
    )
    expect(delivery).toMatchObject({
      state: 'read',
      facts: { general: { source: 'ConfigMap argocd/argocd-cm', state, ignores: [] } },
    })
  })
})

describe('what cannot be read', () => {
  test.each([
    ['an object that may not be read is forbidden', 403, statusOf(403, 'Forbidden', 'no'), 'forbidden'],
    [
      'an object that is not there is missing',
      404,
      statusOf(404, 'NotFound', 'kustomizations "apps" not found'),
      'missing',
    ],
    ['a kind that is not there is not installed', 404, '404 page not found', 'not-installed'],
    ['a server that fails is unavailable', 500, statusOf(500, 'InternalError', 'x'), 'unavailable'],
  ])('%s', async (_, status, body, state) => {
    const { delivery } = await read(kustomization, (__, response) => sendJson(response, status, body))
    expect(delivery.state).toBe(state)
  })

  test('a name that would lead elsewhere is not asked for', async () => {
    const { urls, delivery } = await read({ ...kustomization, name: '../secrets' }, (_, response) =>
      sendJson(response, 200, {}),
    )
    expect(urls).toEqual([])
    expect(delivery.state).toBe('unavailable')
  })
})

describe('Flux', () => {
  test('a Kustomization heals at its interval unless it is suspended', async () => {
    const spec = { interval: '1h10m5s', path: './apps', sourceRef: { kind: 'GitRepository', name: 'fleet' } }
    expect(await facts(kustomization, spec)).toMatchObject({
      corrects: true,
      withinSeconds: 4205,
      pausedBy: null,
      source: 'GitRepository fleet, ./apps',
    })
    expect((await facts(kustomization, { ...spec, suspend: true })).pausedBy).toBe('spec.suspend is true')
  })

  test('a HelmRelease heals with drift detection alone, but for what that ignores', async () => {
    const ignore = [{ paths: ['/spec/externalName'], target: { kind: 'Service' } }]
    expect(await facts(helmRelease, { interval: '5m', driftDetection: { mode: 'enabled', ignore } })).toMatchObject({
      corrects: true,
      withinSeconds: 300,
      ignores: [{ kind: 'Service', group: null, pointers: ['/spec/externalName'] }],
    })
    expect(await facts(helmRelease, { driftDetection: { mode: 'warn' } })).toMatchObject({ corrects: false })
    expect(await facts(helmRelease, {})).toMatchObject({
      corrects: false,
      correctsBy: 'driftDetection.mode is disabled',
    })
  })
})
