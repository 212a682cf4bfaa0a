import { isMap } from '@/lib/domain/change/merge-patch'
import { applyJsonPatch } from './json-patch'
import type { PatchEntry } from './kustomization'
import { idOf, isService, type KustomizeObject, metadataOf, toObject } from './kustomize-object'
import { readTexts } from './kustomize-tree'
import { namedObjects, selectObjects } from './select-objects'
import { strategicMerge, unreadDirectives } from './strategic-merge'

/** What a patch made of the objects; `fault` is why kustomize refuses it, `told` what else there is to say. */
export interface Patched {
  objects: KustomizeObject[]
  fault: string | null
  told: { kind: 'unread' | 'note'; message: string }[]
}

type Patch = Pick<PatchEntry, 'target' | 'options'>

/** Applies the text of a patch, strategic merge or JSON 6902 by what it holds. Objects other than Services are found, and stay as they are. */
export function applyPatch(objects: readonly KustomizeObject[], text: string, patch: Patch): Patched {
  const { values, fault } = readTexts(text)
  if (fault !== null) return refused(objects, fault)
  const [first] = values
  if (first === undefined) return refused(objects, 'the patch is empty')
  if (Array.isArray(first)) return applyOperations(objects, first, patch)
  if (patch.target !== undefined && values.length > 1) {
    return refused(objects, 'a patch with a target must be a single document')
  }
  return values.reduce<Patched>(
    (before, value) => {
      if (before.fault !== null) return before
      const next = applyMerge(before.objects, value, patch)
      return { ...next, told: [...before.told, ...next.told] }
    },
    { objects: [...objects], fault: null, told: [] },
  )
}

function applyOperations(objects: readonly KustomizeObject[], operations: unknown[], { target }: Patch): Patched {
  if (target === undefined) return refused(objects, 'a JSON patch needs a target')
  const chosen = selectObjects(objects, target)
  if (typeof chosen === 'string') return unread(objects, chosen)
  return replaceEach(objects, chosen, (object) => {
    const { value, fault } = applyJsonPatch(object.value, operations)
    if (fault !== null) return fault
    return isMap(value) ? { value, earlier: [...object.earlier, idOf(object)] } : 'it leaves no object'
  })
}

function applyMerge(objects: readonly KustomizeObject[], value: unknown, { target, options = {} }: Patch): Patched {
  const patch = target === undefined ? toObject(value) : isMap(value) ? { value, earlier: [] } : 'it must be an object'
  if (typeof patch === 'string') return refused(objects, patch)
  const chosen = target === undefined ? ownTarget(objects, patch) : selectObjects(objects, target)
  if (typeof chosen === 'string') return target === undefined ? refused(objects, chosen) : unread(objects, chosen)
  const told = unreadDirectives.filter((key) => JSON.stringify(value).includes(`"${key}`))
  const merged = replaceEach(objects, chosen, (object) => {
    const result = strategicMerge(object.value, patch.value)
    if (!isMap(result)) return null
    const { name, namespace } = metadataOf(object.value)
    const kept = options.allowNameChange ? { namespace } : { name, namespace }
    const metadata = Object.fromEntries(
      Object.entries({ ...metadataOf(result), ...kept }).filter(([, each]) => each !== undefined),
    )
    const kind = options.allowKindChange ? result.kind : object.value.kind
    const isRenamed = options.allowNameChange || options.allowKindChange
    return {
      value: { ...result, kind, metadata },
      earlier: isRenamed ? [...object.earlier, idOf(object)] : object.earlier,
    }
  })
  const unreads = told.map((key) => ({ kind: 'unread' as const, message: `${key} of a patch is not read here` }))
  return { ...merged, told: [...merged.told, ...unreads] }
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
  return { objects: edited, fault: null, told: chosen.length === 0 ? [nothing] : [] }
}

function refused(objects: readonly KustomizeObject[], fault: string): Patched {
  return { objects: [...objects], fault, told: [] }
}

function unread(objects: readonly KustomizeObject[], message: string): Patched {
  return { objects: [...objects], fault: null, told: [{ kind: 'unread', message }] }
}
