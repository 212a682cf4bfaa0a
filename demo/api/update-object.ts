import { equalJson } from '../json/equal-json.ts'
import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from '../json/json.ts'
import type { ResourceKind } from '../resources/resource-kind.ts'
import { checkMetadataUpdate } from '../rules/check-metadata.ts'
import { type FieldError, invalidObject } from '../rules/field-error.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { ApiFailure, conflict, modifiedMeanwhile } from './api-failure.ts'
import type { Warn } from './api-request.ts'
import { type Cluster, surroundingsOf } from './cluster.ts'

interface Update {
  readonly subresource: string
  readonly isDryRun: boolean
  readonly warn: Warn
  /** The entries of `metadata.managedFields` for what is written; given the objects with defaults. */
  readonly manage: (object: KubeObject, old: KubeObject) => Json[]
}

/** Replaces a stored object by a wanted one and gives it as stored; the same object again is not written. */
export function updateObject(
  cluster: Cluster,
  kind: ResourceKind,
  old: KubeObject,
  wanted: KubeObject,
  { subresource, isDryRun, warn, manage }: Update,
): KubeObject {
  const name = textAt(old.metadata, 'name')
  const object = structuredClone(wanted)
  requireSameVersion(kind, object, old)
  keepSystemFields(object, old)
  kind.rules.setDefaults?.(object)
  const managed = manage(object, old)
  applyScope(kind, object, old, subresource)
  const around = surroundingsOf(cluster, isDryRun)
  const isWhole = subresource === ''
  const errors: FieldError[] = isWhole ? [...(kind.rules.allocate?.(object, old, around) ?? [])] : []
  if (errors.length === 0) {
    if (isWhole) kind.rules.prepareUpdate?.(object, old, around)
    errors.push(...checkMetadataUpdate(object.metadata, old.metadata))
    if (isWhole) errors.push(...(kind.rules.validate?.(object, old, around) ?? []))
  }
  if (errors.length > 0) throw invalidObject({ kind: kind.kind, group: kind.errorGroup ?? kind.group }, name, errors)
  for (const warning of kind.rules.warnings?.(object, old) ?? []) warn(warning)
  if (kind.rules.hasGeneration) raiseGeneration(object, old)
  return store(cluster, kind, object, old, managed, isDryRun)
}

function store(
  cluster: Cluster,
  kind: ResourceKind,
  object: KubeObject,
  old: KubeObject,
  managed: Json[],
  isDryRun: boolean,
): KubeObject {
  if (sameContent(object, old) && sameOwners(managed, old)) return old
  object.metadata = { ...object.metadata, managedFields: managed }
  if (isDryRun) return object
  const stored = kind.toStorage?.(object) ?? object
  const isGone = textAt(object.metadata, 'deletionTimestamp') !== '' && isFinalized(object)
  const written = isGone ? cluster.store.remove(kind.storage, stored) : cluster.store.put(kind.storage, stored)
  return kind.fromStorage?.(written) ?? written
}

function isFinalized(object: KubeObject): boolean {
  const kept = [
    ...listAt(object.metadata, 'finalizers'),
    ...(object.kind === 'Namespace' ? listAt(object, 'spec', 'finalizers') : []),
  ]
  return kept.length === 0
}

function requireSameVersion(kind: ResourceKind, object: KubeObject, old: KubeObject): void {
  const version = textAt(object.metadata, 'resourceVersion')
  if (!/^\d*$/.test(version)) throw new ApiFailure(500, '', `strconv.ParseUint: parsing "${version}": invalid syntax`)
  if (version !== '' && version !== '0' && version !== textAt(old.metadata, 'resourceVersion'))
    throw conflict(kind, textAt(old.metadata, 'name'), modifiedMeanwhile)
}

const systemKeys = [
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
] as const

function keepSystemFields(object: KubeObject, old: KubeObject): void {
  const { metadata } = object
  const { resourceVersion, managedFields, namespace } = old.metadata
  const kept: JsonObject = { ...(namespace === undefined ? {} : { namespace }) }
  for (const key of systemKeys) {
    const value = old.metadata[key]
    const isGivenByClient = key === 'uid' && metadata.uid !== undefined
    if (value !== undefined && !isGivenByClient) kept[key] = value
    else if (value === undefined) delete metadata[key]
  }
  if (resourceVersion !== undefined) kept.resourceVersion = resourceVersion
  object.metadata = { ...metadata, ...kept }
  if (managedFields !== undefined && object.metadata.managedFields === undefined)
    object.metadata.managedFields = managedFields
}

// Through `/status` only the status is written, and through the object everything but the status.
function applyScope(kind: ResourceKind, object: KubeObject, old: KubeObject, subresource: string): void {
  if (!kind.hasStatus) return
  if (subresource === 'status') {
    const { status } = object
    const labelsAndMore = { ...old.metadata, resourceVersion: object.metadata.resourceVersion ?? '' }
    for (const key of Object.keys(object)) if (!['apiVersion', 'kind', 'metadata'].includes(key)) delete object[key]
    for (const [key, value] of Object.entries(old)) if (!['metadata', 'status'].includes(key)) object[key] = value
    object.metadata = labelsAndMore
    if (status !== undefined) object.status = status
    return
  }
  if (old.status === undefined) delete object.status
  else object.status = structuredClone(old.status)
}

function raiseGeneration(object: KubeObject, old: KubeObject): void {
  const wantedOf = ({ metadata: _metadata, status: _status, ...rest }: KubeObject) => rest
  if (!equalJson(wantedOf(object), wantedOf(old))) object.metadata.generation = numberAt(old.metadata, 'generation') + 1
}

// Times alone are no reason to write.
function sameOwners(managed: readonly Json[], old: KubeObject): boolean {
  const withoutTime = (entry: Json) => ({ ...objectAt(entry), time: '' })
  return equalJson(managed.map(withoutTime), listAt(old.metadata, 'managedFields').map(withoutTime))
}

function sameContent(object: KubeObject, old: KubeObject): boolean {
  const without = (of: KubeObject) => {
    const { managedFields: _managed, ...metadata } = isObject(of.metadata) ? of.metadata : {}
    return { ...of, metadata }
  }
  return equalJson(without(object), without(old))
}
