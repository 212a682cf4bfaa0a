import { ApiFailure } from '../api/api-failure.ts'
import { equalJson } from '../json/equal-json.ts'
import { isObject, type Json, type JsonObject, listAt, textAt, textsOf } from '../json/json.ts'
import type { ResourceKind } from '../resources/resource-kind.ts'
import type { FieldType } from '../schema/schema.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { allFields, changedFields } from './compare-fields.ts'
import {
  differenceOf,
  type FieldSet,
  intersectionOf,
  isEmptySet,
  pathsOf,
  unionOf,
  withContainers,
} from './field-set.ts'
import { partsOf } from './field-steps.ts'
import {
  fieldsOf,
  isOf,
  type Manager,
  ownable,
  renderEntry,
  rootType,
  sortEntries,
  withFields,
} from './managed-fields.ts'

export interface Applied {
  readonly object: KubeObject
  readonly managedFields: JsonObject[]
}

/**
 * Server-side apply: what is applied is merged into the live object, what the manager applied before and does not mention any more
 * goes. Throws 409 when another manager owns a field whose value would change, unless `forces`.
 */
export function applyObject(
  kind: ResourceKind,
  live: KubeObject | null,
  applied: KubeObject,
  manager: Manager,
  forces: boolean,
): Applied {
  const type = rootType(kind)
  const fields = ownable(allFields(applied, type), kind, manager.subresource)
  const entries = live === null ? [] : listAt(live.metadata, 'managedFields').filter(isObject)
  const own = entries.find((entry) => isOf(entry, manager))
  const others = entries.filter((entry) => !isOf(entry, manager))
  const merged = mergeApplied(live ?? undefined, applied, type)
  const changed = live === null ? {} : changedFields(live, merged, type)
  const conflicts = others.map((entry) => intersectionOf(intersectionOf(fieldsOf(entry), fields), changed))
  if (!forces) refuseConflicts(kind, others, conflicts)
  const remaining = others.map((entry, index) =>
    withFields(entry, differenceOf(fieldsOf(entry), conflicts[index] ?? {})),
  )
  const ownedElsewhere = remaining.reduce<FieldSet>((all, entry) => unionOf(all, fieldsOf(entry)), {})
  const keptFields = withContainers(unionOf(fields, ownedElsewhere))
  const dropped = differenceOf(withContainers(own === undefined ? {} : fieldsOf(own)), keptFields)
  const pruned = removeFields(merged, dropped, type)
  const object = followLastApplied({ ...applied, ...(isObject(pruned) ? pruned : {}) }, live, applied, manager)
  const isSame = live !== null && equalJson(object, live)
  return { object, managedFields: sortEntries([...remaining, ownEntry(kind, manager, fields, own, isSame)]) }
}

// The time of an entry is that of its last change to the object, not of the request.
function ownEntry(
  kind: ResourceKind,
  manager: Manager,
  fields: FieldSet,
  own: JsonObject | undefined,
  isSame: boolean,
): JsonObject {
  const { time, ...entry } = renderEntry(kind, manager, fields)
  const known = isSame ? own?.time : time
  return known === undefined ? entry : { ...entry, time: known }
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

// Whoever applied on the client's side before finds there what was applied on this side.
function followLastApplied(
  object: KubeObject,
  live: KubeObject | null,
  applied: KubeObject,
  manager: Manager,
): KubeObject {
  const before = textsOf(live?.metadata.annotations)[lastApplied]
  if (manager.name !== 'kubectl' || manager.subresource !== '' || before === undefined) return object
  const annotations = {
    ...textsOf(object.metadata.annotations),
    [lastApplied]: `${JSON.stringify(sortKeys(applied))}\n`,
  }
  return { ...object, metadata: { ...object.metadata, annotations } }
}

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (!isObject(value)) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]))
}

function refuseConflicts(kind: ResourceKind, managers: readonly JsonObject[], conflicts: readonly FieldSet[]): void {
  const causes = managers.flatMap((entry, index) => {
    const conflict = conflicts[index] ?? {}
    if (isEmptySet(conflict)) return []
    const who = `"${textAt(entry, 'manager')}"${textAt(entry, 'subresource') === '' ? '' : ` with subresource "${textAt(entry, 'subresource')}"`}`
    const using = textAt(entry, 'operation') === 'Update' ? ` using ${textAt(entry, 'apiVersion')}` : ''
    return pathsOf(conflict).map((field) => ({ who: `${who}${using}`, field }))
  })
  if (causes.length === 0) return
  const lines = [...Map.groupBy(causes, ({ who }) => who)].map(([who, of]) =>
    of.length === 1 && causes.length === 1
      ? `conflict with ${who}: ${of[0]?.field}`
      : `conflicts with ${who}:\n${of.map(({ field }) => `- ${field}`).join('\n')}`,
  )
  const count = `${causes.length} conflict${causes.length === 1 ? '' : 's'}`
  throw new ApiFailure(409, 'Conflict', `Apply failed with ${count}: ${lines.join('\n')}`, {
    group: kind.group,
    causes: causes.map(({ who, field }) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${who}`,
      field,
    })),
  })
}

// Maps and keyed lists merge, what is owned as a whole is replaced.
function mergeApplied(live: Json | undefined, applied: Json, type: FieldType | undefined): Json {
  const parts = partsOf(applied, type)
  const present = live === undefined ? null : partsOf(live, type)
  if (parts === null || live === undefined || present === null) return applied
  if (Array.isArray(live)) {
    const wanted = new Map(parts.map((part) => [part.step, part]))
    const kept = present.map((part) => {
      const own = wanted.get(part.step)
      wanted.delete(part.step)
      return own === undefined ? part.value : mergeApplied(part.value, own.value, part.type)
    })
    return [...kept, ...[...wanted.values()].map((part) => part.value)]
  }
  const merged: JsonObject = isObject(live) ? { ...live } : {}
  for (const part of parts) {
    const key = part.step.slice(2)
    merged[key] = mergeApplied(merged[key], part.value, part.type)
  }
  return merged
}

function removeFields(value: Json, dropped: FieldSet, type: FieldType | undefined): Json | undefined {
  const parts = partsOf(value, type)
  if (parts === null || isEmptySet(dropped)) return value
  const kept = parts.flatMap((part) => {
    const below: Json | undefined = dropped[part.step]
    if (!isObject(below)) return [part]
    if (isEmptySet(below) || '.' in below) return []
    const rest = removeFields(part.value, below, part.type)
    return rest === undefined ? [] : [{ ...part, value: rest }]
  })
  if (Array.isArray(value)) return kept.length === 0 ? undefined : kept.map((part) => part.value)
  const isEmptied = kept.length === 0 && parts.length > 0 && type?.kind === 'map'
  return isEmptied ? undefined : Object.fromEntries(kept.map((part) => [part.step.slice(2), part.value]))
}
