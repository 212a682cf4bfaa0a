import type { JsonObject } from '../json/json.ts'
import type { ResourceKind } from '../resources/resource-kind.ts'
import { isKubeObject, type KubeObject } from '../store/kube-object.ts'
import { ApiFailure } from './api-failure.ts'
import type { ObjectList } from './list-objects.ts'
import { listKindOf } from './selection.ts'
import { partialMetadata, renderTable } from './table.ts'
import type { WatchEvent } from './watch-objects.ts'

/** In which shape a client wants objects. */
export type Shape =
  | { readonly as: 'object' }
  | { readonly as: 'metadata'; readonly version: string }
  | { readonly as: 'table'; readonly version: string; readonly includeObject: string }

/** Reads the Accept header; throws 406 when nothing of it can be given. */
export function readShape(accept: string, query: URLSearchParams): Shape {
  for (const option of accept.split(',')) {
    const [type = '', ...parameters] = option.split(';').map((part) => part.trim())
    if (!['application/json', 'application/*', '*/*', ''].includes(type)) continue
    const parameter = (name: string) =>
      parameters.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
    const as = parameter('as')
    const version = parameter('v')
    if (as === '') return { as: 'object' }
    if (parameter('g') !== 'meta.k8s.io') continue
    if (as === 'Table') return { as: 'table', version, includeObject: query.get('includeObject') ?? 'Metadata' }
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') return { as: 'metadata', version }
  }
  throw new ApiFailure(
    406,
    'NotAcceptable',
    '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    {},
  )
}

export function showObject(object: JsonObject, kind: ResourceKind, shape: Shape, now: Date): JsonObject {
  if (!isKubeObject(object) || object.kind !== kind.kind) return object
  if (shape.as === 'table') return renderTable([object], tableMeta(object), { ...shape, kind, now, hasColumns: true })
  return shape.as === 'metadata' ? partialMetadata(object, shape.version) : object
}

export function showList({ metadata, items }: ObjectList, kind: ResourceKind, shape: Shape, now: Date): JsonObject {
  if (shape.as === 'table') return renderTable(items, metadata, { ...shape, kind, now, hasColumns: true })
  if (shape.as === 'metadata') {
    const list = { kind: 'PartialObjectMetadataList', apiVersion: `meta.k8s.io/${shape.version}` }
    return { ...list, metadata, items: items.map((item) => partialMetadata(item, shape.version)) }
  }
  return { ...listKindOf(kind), metadata, items: items.map(withoutKind) }
}

export function showEvent(
  event: WatchEvent,
  kind: ResourceKind,
  shape: Shape,
  now: Date,
  isFirst: boolean,
): JsonObject {
  const { type, object } = event
  if (type === 'ERROR' || !isKubeObject(object)) return { type, object }
  if (shape.as === 'metadata') return { type, object: partialMetadata(object, shape.version) }
  if (shape.as === 'object') return { type, object }
  const rows = type === 'BOOKMARK' ? [] : [object]
  return { type, object: renderTable(rows, tableMeta(object), { ...shape, kind, now, hasColumns: isFirst }) }
}

const tableMeta = (object: KubeObject): JsonObject =>
  object.metadata.resourceVersion === undefined ? {} : { resourceVersion: object.metadata.resourceVersion }

// Items of a list do not repeat what they are.
function withoutKind({ apiVersion: _apiVersion, kind: _kind, ...rest }: KubeObject): JsonObject {
  return rest
}
