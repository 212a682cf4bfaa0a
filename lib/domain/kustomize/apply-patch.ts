import { parseJson } from '@/lib/domain/change/last-change'
import { isMap } from '@/lib/domain/change/merge-patch'
import { applyJsonPatch } from './json-patch'
import type { PatchEntry } from './kustomization'
import { idOf, idsOf, isService, type KustomizeObject, metadataOf, toObject } from './kustomize-object'
import { readTexts } from './kustomize-tree'
import { namedObjects, selectObjects } from './select-objects'
import { isLostPort, strategicMerge, unreadDirectives } from './strategic-merge'

/** What a patch made of the objects; `fault` is why kustomize refuses it, `told` what else there is to say. */
export interface Patched {
  objects: KustomizeObject[]
  fault: string | null
  told: { kind: 'unread' | 'note'; message: string }[]
  /** How many objects it was applied to. */
  edits: number
}

type Patch = Pick<PatchEntry, 'target' | 'options'>

/** Applies the text of a patch, strategic merge or JSON 6902 by what it holds. Objects other than Services are found, and stay as they are. */
export function applyPatch(objects: readonly KustomizeObject[], text: string, patch: Patch): Patched {
  const { values, fault } = readTexts(text)
  if (fault !== null) return refused(objects, fault)
  const [first] = values
  if (first === undefined) return refused(objects, 'the patch is empty')
  if (Array.isArray(first)) {
    // kustomize takes a text that begins with a bracket for JSON, and YAML's own brackets for nothing.
    const isReadable = !text.trimStart().startsWith('[') || parseJson(text) !== undefined
    return isReadable
      ? applyOperations(objects, first, patch)
      : refused(objects, 'a patch that begins with [ must be JSON: quote its keys, or write a list of lines')
  }
  if (patch.target !== undefined && values.length > 1) {
    return refused(objects, 'a patch with a target must be a single document')
  }
  return values.reduce<Patched>(
    (before, value) => {
      if (before.fault !== null) return before
      const next = applyMerge(before.objects, value, patch)
      return { ...next, told: [...before.told, ...next.told], edits: before.edits + next.edits }
    },
    { objects: [...objects], fault: null, told: [], edits: 0 },
  )
}

function applyOperations(objects: readonly KustomizeObject[], operations: unknown[], { target }: Patch): Patched {
  if (target === undefined) return refused(objects, 'a JSON patch needs a target')
  const chosen = selectObjects(objects, target)
  if (typeof chosen === 'string') return unread(objects, chosen)
  return replaceEach(objects, chosen, (object) => {
    const { value, fault } = applyJsonPatch(object.value, operations)
    if (fault !== null) return fault
    return isMap(value) ? { value, earlier: idsOf(object) } : 'it leaves no object'
  })
}

function applyMerge(objects: readonly KustomizeObject[], value: unknown, { target, options = {} }: Patch): Patched {
  const patch = toPatch(value)
  if (typeof patch === 'string') return refused(objects, patch)
  const chosen = target === undefined ? ownTarget(objects, patch) : selectObjects(objects, target)
  if (typeof chosen === 'string') return target === undefined ? refused(objects, chosen) : unread(objects, chosen)
  const told: Patched['told'] = unreadDirectives
    .filter((key) => JSON.stringify(value).includes(`"${key}`))
    .map((key) => ({ kind: 'unread', message: `${key} of a patch is not read here` }))
  const merged = replaceEach(objects, chosen, (object) => {
    const result = strategicMerge(object.value, withTexts(patch.value, target !== undefined))
    if (!isMap(result)) return null
    if (losesPort(object.value, patch.value)) told.push({ kind: 'note', message: lostPort })
    return named(object, result, options)
  })
  return { ...merged, told: [...merged.told, ...told] }
}

const lostPort = 'kustomize loses what it says of a port: protocol stands in the patch or in the Service alone'

function losesPort(before: Record<string, unknown>, patch: Record<string, unknown>): boolean {
  const [live, wanted] = [before.spec, patch.spec].map((spec) => (isMap(spec) ? spec.ports : undefined))
  return Array.isArray(live) && Array.isArray(wanted) && wanted.some((item) => isLostPort(live, item))
}

/** What a patch made of an object, called as before unless the patch may change that. */
function named(
  object: KustomizeObject,
  result: Record<string, unknown>,
  { allowNameChange = false, allowKindChange = false }: NonNullable<PatchEntry['options']>,
): KustomizeObject {
  const { name, namespace } = metadataOf(object.value)
  const kept = allowNameChange ? { namespace } : { name, namespace }
  const metadata = Object.entries({ ...metadataOf(result), ...kept }).filter(([, value]) => value !== undefined)
  const kind = allowKindChange ? result.kind : object.value.kind
  const isRenamed = allowNameChange || allowKindChange
  return {
    value: { ...result, apiVersion: object.value.apiVersion, kind, metadata: Object.fromEntries(metadata) },
    earlier: isRenamed ? idsOf(object) : object.earlier,
  }
}

function toPatch(value: unknown): KustomizeObject | string {
  const object = toObject(value)
  // With a target its version is not looked at.
  return typeof object === 'string' && isMap(value) && value.apiVersion === undefined
    ? toObject({ ...value, apiVersion: '' })
    : object
}

/** Labels and annotations of a patch as kustomize takes them: all values as texts, behind a target null too, and a whole that is null as nothing. */
function withTexts(patch: Record<string, unknown>, hasTarget: boolean): Record<string, unknown> {
  const metadata = Object.entries(metadataOf(patch)).flatMap(([key, map]): [string, unknown][] => {
    if (key !== 'labels' && key !== 'annotations') return [[key, map]]
    if (!isMap(map)) return hasTarget ? [] : [[key, map]]
    if (key === 'labels' && !hasTarget) return [[key, map]]
    const texts = Object.entries(map).map(([name, text]) => [name, text === null && !hasTarget ? null : String(text)])
    return [[key, Object.fromEntries(texts)]]
  })
  return { ...patch, metadata: Object.fromEntries(metadata) }
}

/** A patch without a target names its object itself, and that must be there once. */
function ownTarget(objects: readonly KustomizeObject[], patch: KustomizeObject): KustomizeObject[] | string {
  const { apiVersion, kind } = patch.value
  const found = namedObjects(objects, { ...idOf(patch), apiVersion, kind })
  if (found.length === 1) return found
  const what = `${String(kind)} ${idOf(patch).name}`
  return found.length === 0
    ? `there is no ${what} to patch`
    : `there are ${found.length} of ${what}: a target must tell which`
}

function replaceEach(
  objects: readonly KustomizeObject[],
  chosen: readonly KustomizeObject[],
  edit: (object: KustomizeObject) => KustomizeObject | null | string,
): Patched {
  const wanted = new Set(chosen)
  const edited: KustomizeObject[] = []
  for (const object of objects) {
    const result = wanted.has(object) && isService(object) ? edit(object) : object
    if (typeof result === 'string') return refused(objects, `${idOf(object).name}: ${result}`)
    if (result !== null) edited.push(result)
  }
  const nothing = { kind: 'note' as const, message: 'its target matches nothing: is a name written otherwise?' }
  return { objects: edited, fault: null, told: chosen.length === 0 ? [nothing] : [], edits: chosen.length }
}

function refused(objects: readonly KustomizeObject[], fault: string): Patched {
  return { objects: [...objects], fault, told: [], edits: 0 }
}

function unread(objects: readonly KustomizeObject[], message: string): Patched {
  return { objects: [...objects], fault: null, told: [{ kind: 'unread', message }], edits: 0 }
}
