import { createHash } from 'node:crypto'
import type { JsonObject } from '../json/json.ts'
import type { Catalog } from '../resources/catalog.ts'
import { groupVersionOf, type ResourceKind } from '../resources/resource-kind.ts'
import { schemaName, schemaReference, schemasOf } from './definition-schema.ts'
import { writeParameters } from './write-parameters.ts'

const root = '/openapi/v3'
const patchTypes = ['json-patch+json', 'merge-patch+json', 'strategic-merge-patch+json', 'apply-patch+yaml']
const documents = new Map<string, JsonObject>()

/** What lies at a path under /openapi/v3: the list of documents, or that of one group and version; null for none. */
export function openApiDocument(catalog: Catalog, path: string): JsonObject | null {
  if (path === root) return { paths: Object.fromEntries([...groupVersions(catalog).entries()].map(indexEntry)) }
  const kinds = path.startsWith(`${root}/`) ? groupVersions(catalog).get(path.slice(root.length + 1)) : undefined
  if (kinds === undefined) return null
  const known = documents.get(path)
  if (known !== undefined) return known
  const document = describeKinds(kinds)
  documents.set(path, document)
  return document
}

// By the path of the group's version, `api/v1` or `apis/apps/v1`.
function groupVersions({ kinds }: Catalog): Map<string, ResourceKind[]> {
  return Map.groupBy(kinds, (kind) => apiPathOf(kind))
}

const apiPathOf = (kind: ResourceKind) => `${kind.group === '' ? 'api' : 'apis'}/${groupVersionOf(kind)}`

function indexEntry([path, kinds]: [string, ResourceKind[]]): [string, JsonObject] {
  // Clients keep a document by its hash.
  const hash = createHash('sha256')
    .update(JSON.stringify(describeKinds(kinds)))
    .digest('hex')
    .toUpperCase()
  return [path, { serverRelativeURL: `${root}/${path}?hash=${hash}` }]
}

function describeKinds(kinds: readonly ResourceKind[]): JsonObject {
  const schemas = schemasOf(kinds.map((kind) => kind.definition))
  for (const kind of kinds) {
    const schema = schemas[schemaName(kind.definition)]
    if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) continue
    schema['x-kubernetes-group-version-kind'] = [groupVersionKind(kind)]
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.37.2' },
    paths: Object.fromEntries(kinds.flatMap(pathsOf)),
    components: { schemas },
  }
}

const groupVersionKind = ({ group, version, kind }: ResourceKind): JsonObject => ({ group, kind, version })

function pathsOf(kind: ResourceKind): [string, JsonObject][] {
  const collection = `/${apiPathOf(kind)}/${kind.isNamespaced ? 'namespaces/{namespace}/' : ''}${kind.resource}`
  const operation = (action: string, more: JsonObject = {}): JsonObject => ({
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': groupVersionKind(kind),
    ...more,
    responses: { '200': { description: 'OK', content: content(kind, ['json']) } },
  })
  const write = (action: string, types: readonly string[]) =>
    operation(action, {
      parameters: writeParameters.map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
      requestBody: { content: content(kind, types) },
    })
  return [
    [collection, { get: operation('list'), post: write('post', ['json']) }],
    [
      `${collection}/{name}`,
      {
        get: operation('get'),
        put: write('put', ['json']),
        patch: write('patch', patchTypes),
        delete: operation('delete'),
      },
    ],
  ]
}

function content(kind: ResourceKind, types: readonly string[]): JsonObject {
  const schema = { $ref: schemaReference(kind.definition) }
  return Object.fromEntries(types.map((type) => [`application/${type}`, { schema }]))
}
