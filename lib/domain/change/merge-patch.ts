type JsonMap = Record<string, unknown>

/**
 * The JSON merge patch (RFC 7386) that makes `wanted` out of `live`: unwanted keys are null, maps are compared key by key, lists and all
 * else are replaced whole. A map value of null cannot be said in a merge patch, so `wanted` must hold none.
 */
export function mergePatchDifference(live: object, wanted: object): JsonMap {
  const before = new Map(entriesOf(live))
  const after = new Map(entriesOf(wanted))
  const patch: Array<[string, unknown]> = []
  for (const key of before.keys()) {
    if (!after.has(key)) patch.push([key, null])
  }
  for (const [key, value] of after) {
    const stored = before.get(key)
    if (isMap(stored) && isMap(value)) {
      const inner = mergePatchDifference(stored, value)
      if (Object.keys(inner).length > 0) patch.push([key, inner])
    } else if (!before.has(key) || !isSame(stored, value)) {
      patch.push([key, value])
    }
  }
  return Object.fromEntries(patch)
}

/** What a server makes of a merge patch (RFC 7386 §2); neither argument is changed. */
export function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch
  const result = new Map(isMap(target) ? entriesOf(target) : [])
  for (const [key, value] of entriesOf(patch)) {
    if (value === null) result.delete(key)
    else result.set(key, applyMergePatch(result.get(key), value))
  }
  return Object.fromEntries(result)
}

/** Whether two JSON values are equal, whatever the order of their keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item: unknown, index) => isSame(item, b[index]))
  }
  if (!isMap(a) || !isMap(b)) return Object.is(a, b)
  const other = new Map(entriesOf(b))
  const own = entriesOf(a)
  return own.length === other.size && own.every(([key, value]) => other.has(key) && isSame(value, other.get(key)))
}

export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isTextMap(value: unknown): value is Record<string, string> {
  return isMap(value) && Object.values(value).every((member) => typeof member === 'string')
}

/** A map's members; those without a value (`undefined`) do not exist in JSON. */
export function entriesOf(map: object): Array<[string, unknown]> {
  return Object.entries(map).filter(([, value]) => value !== undefined)
}
