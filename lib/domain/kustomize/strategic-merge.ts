import { entriesOf, isMap, isSame } from '@/lib/domain/change/merge-patch'

const directive = '$patch'

/** Directives that would do more than is done here. */
export const unreadDirectives = ['$setElementOrder', '$deleteFromPrimitiveList', '$retainKeys']

/**
 * What kustomize makes of a strategic merge patch on a Service: maps are merged, null removes, ports are merged by number and protocol with those
 * of the patch before the others, finalizers are joined, other lists replaced. Undefined where `$patch: delete` takes the whole out.
 */
export function strategicMerge(live: unknown, patch: unknown, field = ''): unknown {
  if (Array.isArray(patch)) return mergeList(live, patch, field)
  if (!isMap(patch)) return patch
  if (patch[directive] === 'delete') return undefined
  const before = isMap(live) && patch[directive] !== 'replace' ? live : {}
  const merged = new Map(entriesOf(before))
  for (const [key, value] of entriesOf(patch)) {
    if (key.startsWith('$')) continue
    const result = value === null ? undefined : strategicMerge(merged.get(key), value, key)
    if (result === undefined) merged.delete(key)
    else merged.set(key, result)
  }
  return Object.fromEntries(merged)
}

function mergeList(live: unknown, patch: readonly unknown[], field: string): unknown {
  const items = patch.filter((item) => !isDirective(item, 'replace'))
  if (!Array.isArray(live) || items.length < patch.length) return items.map((item) => strategicMerge(undefined, item))
  if (field === 'finalizers') return [...items, ...live.filter((item) => !items.some((each) => isSame(each, item)))]
  return field === 'ports' ? mergePorts(live, items) : items
}

function mergePorts(live: readonly unknown[], patch: readonly unknown[]): unknown[] {
  const taken = new Set<unknown>()
  const merged = patch.flatMap((item) => {
    const own = live.find((each) => isSamePort(each, item))
    if (own === undefined && isLostPort(live, item)) return []
    taken.add(own)
    const result = strategicMerge(own, item)
    return result === undefined ? [] : [result]
  })
  return [...merged, ...live.filter((each) => !taken.has(each))]
}

function isSamePort(one: unknown, other: unknown): boolean {
  return isMap(one) && isMap(other) && one.port === other.port && one.protocol === other.protocol
}

/** kustomize loses what a patch says of a port whose protocol stands on one side alone. */
export function isLostPort(live: readonly unknown[], item: unknown): boolean {
  if (!isMap(item) || live.some((each) => isSamePort(each, item))) return false
  return live.some(
    (each) => isMap(each) && each.port === item.port && (each.protocol === undefined) !== (item.protocol === undefined),
  )
}

function isDirective(item: unknown, what: string): boolean {
  return isMap(item) && item[directive] === what
}
