import { type JsonObject, numberAt, textAt } from '../json/json.ts'
import { ownAllFields } from '../patch/managed-fields.ts'
import { groupVersionOf, type ResourceKind } from '../resources/resource-kind.ts'
import { checkMetadata } from '../rules/check-metadata.ts'
import { invalidObject } from '../rules/field-error.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { ApiFailure, alreadyExists, badRequest, forbidden, notFound } from './api-failure.ts'
import type { Warn } from './api-request.ts'
import { type Cluster, surroundingsOf, timestamp } from './cluster.ts'
import type { WriteOptions } from './write-options.ts'

/** Stores a new object and gives it as stored; throws what the API server would answer instead. */
export function createObject(
  cluster: Cluster,
  kind: ResourceKind,
  given: KubeObject,
  namespace: string,
  options: WriteOptions,
  warn: Warn,
): KubeObject {
  const object = structuredClone(given)
  placeInNamespace(kind, object, namespace)
  if (textAt(object.metadata, 'resourceVersion') !== '')
    throw new ApiFailure(500, '', 'resourceVersion should not be set on objects to be created')
  kind.rules.setDefaults?.(object)
  const managed = options.managedFields ?? ownAllFields(kind, object, options.manager, timestamp(cluster.now()))
  requireNamespace(cluster, kind, object, namespace)
  fillMetadata(cluster, kind, object)
  const around = surroundingsOf(cluster, options.isDryRun)
  kind.rules.prepareCreate?.(object, around)
  const errors = kind.rules.allocate?.(object, null, around) ?? []
  if (errors.length === 0)
    errors.push(
      ...checkMetadata(object.metadata, kind.checkName, kind.isNamespaced),
      ...(kind.rules.validate?.(object, null, around) ?? []),
    )
  const name = textAt(object.metadata, 'name')
  if (errors.length > 0) throw invalidObject({ kind: kind.kind, group: kind.errorGroup ?? kind.group }, name, errors)
  for (const warning of kind.rules.warnings?.(object, null) ?? []) warn(warning)
  object.metadata = { ...object.metadata, managedFields: managed }
  const stored = kind.toStorage?.(object) ?? object
  if (cluster.store.get(kind.storage, namespace, name) !== undefined) throw alreadyExists(kind, name)
  if (options.isDryRun) return object
  const written = cluster.store.put(kind.storage, stored)
  return kind.fromStorage?.(written) ?? written
}

function placeInNamespace(kind: ResourceKind, object: KubeObject, namespace: string): void {
  const own = textAt(object.metadata, 'namespace')
  if (own !== '' && own !== namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  object.metadata = kind.isNamespaced ? { ...object.metadata, namespace } : { ...object.metadata }
}

function requireNamespace(cluster: Cluster, kind: ResourceKind, object: KubeObject, namespace: string): void {
  if (!kind.isNamespaced) return
  const found = cluster.store.get('namespaces', '', namespace)
  if (found === undefined) throw notFound({ resource: 'namespaces', group: '' }, namespace)
  if (textAt(found, 'status', 'phase') !== 'Terminating') return
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`
  throw forbidden(kind, textAt(object.metadata, 'name'), why, [
    {
      reason: 'NamespaceTerminating',
      message: `namespace ${namespace} is being terminated`,
      field: 'metadata.namespace',
    },
  ])
}

// No vowels, so that no words come out.
const suffixLetters = 'bcdfghjklmnpqrstvwxz2456789'

function nameSuffix(random: () => number): string {
  const letter = () => suffixLetters[Math.floor(random() * suffixLetters.length)]
  return Array.from({ length: 5 }, letter).join('')
}

// The order of the keys is the API server's.
function fillMetadata(cluster: Cluster, kind: ResourceKind, object: KubeObject): void {
  const { metadata } = object
  const generateName = textAt(metadata, 'generateName')
  const name = textAt(metadata, 'name') || (generateName === '' ? '' : `${generateName}${nameSuffix(cluster.random)}`)
  const { name: _name, generateName: _generateName, namespace: _namespace, managedFields: _managed, ...rest } = metadata
  const filled: JsonObject = { ...(name === '' ? {} : { name }), ...(generateName === '' ? {} : { generateName }) }
  if (kind.isNamespaced) filled.namespace = textAt(metadata, 'namespace')
  filled.uid = cluster.newUid()
  if (kind.rules.hasGeneration) filled.generation = 1
  filled.creationTimestamp = timestamp(cluster.now())
  for (const key of [
    'uid',
    'resourceVersion',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'generation',
    'selfLink',
  ])
    delete rest[key]
  object.metadata = { ...filled, ...rest }
  object.apiVersion = groupVersionOf(kind)
  object.kind = kind.kind
  if (numberAt(object.metadata, 'generation') === 0) delete object.metadata.generation
}
