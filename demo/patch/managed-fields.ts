import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from '../json/json.ts'
import { groupVersionOf, type ResourceKind } from '../resources/resource-kind.ts'
import type { FieldType } from '../schema/schema.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { changedFields, removedFields } from './compare-fields.ts'
import { differenceOf, type FieldSet, isEmptySet, unionOf, withoutBelow } from './field-set.ts'

export interface Manager {
  readonly name: string
  readonly operation: 'Update' | 'Apply'
  readonly subresource: string
  readonly time: string
}

/** The type of a whole object of a kind. */
export const rootType = (kind: ResourceKind): FieldType => ({
  kind: 'reference',
  name: kind.definition,
  isSet: false,
  isAtomic: false,
  retainsKeys: false,
})

// What the server writes itself belongs to nobody.
const systemFields: FieldSet = {
  'f:apiVersion': {},
  'f:kind': {},
  'f:metadata': Object.fromEntries(
    [
      'creationTimestamp',
      'deletionGracePeriodSeconds',
      'deletionTimestamp',
      'generation',
      'managedFields',
      'name',
      'namespace',
      'resourceVersion',
      'selfLink',
      'uid',
    ].map((name) => [`f:${name}`, {}]),
  ),
}

/** Leaves out what a write through the object or its status cannot change. */
export function ownable(set: FieldSet, kind: ResourceKind, subresource: string): FieldSet {
  const own = withoutBelow(set, systemFields)
  if (!kind.hasStatus) return own
  return withoutBelow(own, subresource === 'status' ? { 'f:spec': {} } : { 'f:status': {} })
}

/** The entries of a new object: all its fields belong to who created it. */
export function ownAllFields(kind: ResourceKind, object: KubeObject, manager: string, time: string): Json[] {
  const fields = ownable(changedFields({}, object, rootType(kind)), kind, '')
  if (isEmptySet(fields)) return []
  return [renderEntry(kind, { name: manager, operation: 'Update', subresource: '', time }, fields)]
}

/** The entries after an update: what changed belongs to the writer, and to nobody else any more. */
export function ownChangedFields(kind: ResourceKind, manager: string, at: Date, subresource: string) {
  const time = `${at.toISOString().slice(0, 19)}Z`
  return (object: KubeObject, old: KubeObject): Json[] => {
    const type = rootType(kind)
    const changed = ownable(changedFields(old, object, type), kind, subresource)
    const removed = ownable(removedFields(old, object, type), kind, subresource)
    const writer: Manager = { name: manager, operation: 'Update', subresource, time }
    // A writer may hand over entries of its own making, such as none at all.
    const before = listAt(object.metadata, 'managedFields').filter(isObject)
    const others = before
      .filter((entry) => !isOf(entry, writer))
      .map((entry) => withFields(entry, withoutBelow(differenceOf(fieldsOf(entry), changed), removed)))
    const own = before.find((entry) => isOf(entry, writer))
    const kept = own === undefined ? {} : fieldsOf(own)
    const fields = withoutBelow(unionOf(kept, changed), removed)
    const isSame = own !== undefined && isEmptySet(changed) && isEmptySet(removed)
    return sortEntries([...others, ...(isSame ? [own] : [renderEntry(kind, writer, fields)])])
  }
}

export const fieldsOf = (entry: JsonObject): FieldSet => objectAt(entry, 'fieldsV1')

export const withFields = (entry: JsonObject, fieldsV1: FieldSet): JsonObject => ({ ...entry, fieldsV1 })

export function isOf(entry: JsonObject, { name, operation, subresource }: Manager): boolean {
  return (
    textAt(entry, 'manager') === name &&
    textAt(entry, 'operation') === operation &&
    textAt(entry, 'subresource') === subresource
  )
}

export function renderEntry(kind: ResourceKind, manager: Manager, fieldsV1: FieldSet): JsonObject {
  return {
    manager: manager.name,
    operation: manager.operation,
    apiVersion: groupVersionOf(kind),
    time: manager.time,
    fieldsType: 'FieldsV1',
    fieldsV1,
    ...(manager.subresource === '' ? {} : { subresource: manager.subresource }),
  }
}

/** Entries that own something: those who applied first, then by time and name. */
export function sortEntries(entries: readonly JsonObject[]): JsonObject[] {
  const rank = (entry: JsonObject) =>
    [textAt(entry, 'operation'), textAt(entry, 'time'), textAt(entry, 'manager')].join(' ')
  return entries.filter((entry) => !isEmptySet(fieldsOf(entry))).sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
}
