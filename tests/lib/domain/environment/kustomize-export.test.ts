import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type ExportedService, kustomizeExport } from '@/lib/domain/environment/kustomize-export'

function exported(place: string, environment: string, spec: object = {}, metadata: object = {}): ExportedService {
  const [namespace = '', name = ''] = place.split('/')
  const service = { apiVersion: 'v1' as const, kind: 'Service' as const, metadata: { namespace, name, ...metadata } }
  const target = { type: 'ExternalName', externalName: `${environment}.company.com` }
  return { cluster: 'main', environment, service: { ...service, spec: { ...target, ...spec } } }
}

function textOf(services: readonly ExportedService[], path: string): string {
  const found = kustomizeExport(services).find((file) => file.path === path)
  if (found === undefined) throw new Error(`no ${path} in ${kustomizeExport(services).map((file) => file.path)}`)
  return found.text
}

function patchesOf(services: readonly ExportedService[], path: string) {
  const { patches = [] } = parse(textOf(services, path))
  return patches.map(({ target, patch }: { target: object; patch: string }) => ({ target, patch: parse(patch) }))
}

const shop = [exported('shop-dev/db', 'development'), exported('shop/db', 'production')]

test('one system is a base with placeholders and an overlay per environment', () => {
  expect(kustomizeExport(shop).map(({ path }) => path)).toEqual([
    'base/kustomization.yaml',
    'base/services.yaml',
    'overlays/development/kustomization.yaml',
    'overlays/production/kustomization.yaml',
  ])
  expect(parse(textOf(shop, 'base/services.yaml'))).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'db' },
    spec: { type: 'ExternalName', externalName: 'placeholder.example.com' },
  })
  expect(parse(textOf(shop, 'overlays/production/kustomization.yaml'))).toMatchObject({
    namespace: 'shop',
    resources: ['../../base'],
  })
  expect(patchesOf(shop, 'overlays/production/kustomization.yaml')).toEqual([
    {
      target: { kind: 'Service', name: 'db' },
      patch: [{ op: 'replace', path: '/spec/externalName', value: 'production.company.com' }],
    },
  ])
})

test('several systems have a base each, and an overlay of an environment joins theirs', () => {
  const services = [...shop, exported('bill/db', 'production')]
  expect(kustomizeExport(services).map(({ path }) => path)).toContain('base/bill/services.yaml')
  expect(parse(textOf(services, 'overlays/production/kustomization.yaml')).resources).toEqual(['bill', 'shop'])
  expect(parse(textOf(services, 'overlays/production/shop/kustomization.yaml')).resources).toEqual([
    '../../../base/shop',
  ])
})

test('an overlay to ClusterIP removes the external name, and takes no address of its cluster along', () => {
  const inside = { type: 'ClusterIP', externalName: undefined, clusterIP: '10.96.0.7', clusterIPs: ['10.96.0.7'] }
  const services = [
    exported('shop-dev/db', 'development'),
    exported('shop/db', 'production', { ...inside, selector: { app: 'db' } }),
  ]
  expect(patchesOf(services, 'overlays/production/kustomization.yaml')[0].patch).toEqual([
    { op: 'replace', path: '/spec/type', value: 'ClusterIP' },
    { op: 'add', path: '/spec/selector', value: { app: 'db' } },
    { op: 'remove', path: '/spec/externalName' },
  ])
})

test('what an environment does not have is taken out of the base there', () => {
  const services = [...shop, exported('shop/extra', 'production')]
  expect(patchesOf(services, 'overlays/development/kustomization.yaml')).toContainEqual({
    target: { kind: 'Service', name: 'extra' },
    patch: { $patch: 'delete', apiVersion: 'v1', kind: 'Service', metadata: { name: 'extra' } },
  })
})

test('labels and annotations that differ are patched by their keys, with the map where the base has none', () => {
  const services = [
    exported('shop-dev/db', 'development', {}, { labels: { team: 'a', 'a.b/c~d': 'x' } }),
    exported('shop/db', 'production', {}, { labels: { team: 'a', 'a.b/c~d': 'y' }, annotations: { note: 'yes' } }),
  ]
  const operations = patchesOf(services, 'overlays/production/kustomization.yaml')[0].patch
  expect(operations).toContainEqual({ op: 'add', path: '/metadata/labels/a.b~1c~0d', value: 'y' })
  expect(operations).toContainEqual({ op: 'add', path: '/metadata/annotations', value: { note: 'yes' } })
})

test('keeps what people tell Signpost on a Service, and drops what tools note there', () => {
  const notes = {
    'signpost/freeze': 'until=2030-01-01 reason=x',
    'signpost/last-change': '{}',
    'kubectl.kubernetes.io/last-applied-configuration': '{}',
    'argocd.argoproj.io/tracking-id': 'x',
  }
  const services = [exported('shop/db', 'production', {}, { annotations: notes })]
  expect(parse(textOf(services, 'base/services.yaml')).metadata.annotations).toEqual({
    'signpost/freeze': 'until=2030-01-01 reason=x',
  })
})

test('two namespaces of one environment have an overlay each', () => {
  const services = [exported('shop-prod/db', 'production'), exported('prod-shop/db', 'production')]
  const paths = kustomizeExport(services).map(({ path }) => path)
  expect(paths).toContain('overlays/production-main-shop-prod/kustomization.yaml')
  expect(paths).toContain('overlays/production-main-prod-shop/kustomization.yaml')
})

test('no name of an environment leaves the tree', () => {
  const services = [exported('shop/db', '../../etc'), exported('shop-x/db', '..')]
  for (const { path } of kustomizeExport(services))
    expect(path).toMatch(/^(base|overlays)(\/[a-z0-9-]+)*\/[a-z]+\.yaml$/)
})
