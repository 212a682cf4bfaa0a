import { lastChangeAnnotation } from '@/lib/domain/change/last-change'
import { isSame } from '@/lib/domain/change/merge-patch'
import { gitManifest } from '@/lib/domain/git-change/git-manifest'
import { type PatchOperation, patchOperations } from '@/lib/domain/git-change/patch-operations'
import type { ServiceObject } from '@/lib/domain/service/service-object'

/** A Service as a base and its overlays hold it; its namespace is the overlay's. */
export interface PlainService {
  name: string
  labels: Readonly<Record<string, unknown>>
  annotations: Readonly<Record<string, unknown>>
  spec: Readonly<Record<string, unknown>>
}

/** What the base has for a target, until an overlay says which it is. */
const placeholderTarget = 'placeholder.example.com'

// What a cluster assigns to a Service belongs to that cluster alone.
const assigned = new Set(['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort'])

/** A live Service without what its cluster or a delivery tool wrote onto it. */
export function plainService(service: ServiceObject): PlainService {
  const { labels, annotations } = mapsOf(gitManifest(service).metadata)
  const stated = { labels: statedFor(service.metadata.labels), annotations: statedFor(service.metadata.annotations) }
  const kept = Object.entries(service.spec).filter(([key]) => !assigned.has(key))
  const headless = service.spec.clusterIP === 'None' ? { clusterIP: 'None' } : {}
  const ports = service.spec.ports?.map(({ nodePort: _, ...port }) => port)
  return {
    name: service.metadata.name,
    labels: { ...labels, ...stated.labels },
    annotations: { ...annotations, ...stated.annotations },
    spec: { ...Object.fromEntries(kept), ...headless, ...(ports === undefined ? {} : { ports }) },
  }
}

/** What the Services of all environments share, with a placeholder for the target where any of them has one. */
export function baseService([first, ...others]: readonly [PlainService, ...PlainService[]]): PlainService {
  const shared = <Key extends 'labels' | 'annotations' | 'spec'>(part: Key) =>
    Object.fromEntries(
      Object.entries(first[part]).filter(([key, value]) => others.every((other) => isSame(other[part][key], value))),
    )
  const isAlias = [first, ...others].some(({ spec }) => spec.type === 'ExternalName')
  const lead = isAlias ? { type: 'ExternalName', externalName: placeholderTarget } : {}
  return {
    name: first.name,
    labels: shared('labels'),
    annotations: shared('annotations'),
    spec: { ...shared('spec'), ...lead },
  }
}

/** What makes the Service of an environment out of that of the base: a Service in the cluster loses `/spec/externalName`. */
export function overlayOperations(base: PlainService, own: PlainService): PatchOperation[] {
  return [
    ...mapOperations(base.labels, own.labels, '/metadata/labels'),
    ...mapOperations(base.annotations, own.annotations, '/metadata/annotations'),
    ...patchOperations(base.spec, own.spec, '/spec'),
  ]
}

/** The manifest that the base holds. */
export function baseManifest({ name, labels, annotations, spec }: PlainService): Record<string, unknown> {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, ...(isEmpty(labels) ? {} : { labels }), ...(isEmpty(annotations) ? {} : { annotations }) },
    spec,
  }
}

/** What people tell Signpost on a Service, such as a freeze, belongs into a repository; what it notes by itself does not. */
function statedFor(map: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(map).filter(([key]) => key.startsWith('signpost/') && key !== lastChangeAnnotation),
  )
}

/** A map that is not there must be added whole: a pointer into it would lead nowhere. */
function mapOperations(base: object, own: object, path: string): PatchOperation[] {
  if (isEmpty(own)) return []
  return isEmpty(base) ? [{ op: 'add', path, value: own }] : patchOperations(base, own, path)
}

function isEmpty(map: object): boolean {
  return Object.keys(map).length === 0
}

function mapsOf(metadata: unknown): Pick<PlainService, 'labels' | 'annotations'> {
  const maps: Partial<Pick<PlainService, 'labels' | 'annotations'>> =
    typeof metadata === 'object' && metadata !== null ? metadata : {}
  return { labels: maps.labels ?? {}, annotations: maps.annotations ?? {} }
}
