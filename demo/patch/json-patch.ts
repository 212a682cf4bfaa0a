import { equalJson } from '../json/equal-json.ts'
import { isObject, type Json, type JsonObject, textAt } from '../json/json.ts'

/** JSON patch (RFC 6902) on a copy of the target; null when one of its operations does not hold. */
export function jsonPatch(target: Json, operations: readonly Json[]): Json | null {
  const root: JsonObject = { root: structuredClone(target) }
  for (const operation of operations) if (!isObject(operation) || !apply(root, operation)) return null
  return root.root ?? null
}

function apply(root: JsonObject, operation: JsonObject): boolean {
  const path = pointer(operation.path)
  if (path === null) return false
  const from = operation.from === undefined ? null : pointer(operation.from)
  switch (textAt(operation, 'op')) {
    case 'add':
      return operation.value !== undefined && add(root, path, operation.value)
    case 'remove':
      return remove(root, path) !== undefined
    case 'replace':
      return operation.value !== undefined && remove(root, path) !== undefined && add(root, path, operation.value)
    case 'test':
      return operation.value !== undefined && equalJson(read(root, path), operation.value)
    case 'move': {
      const moved = from === null ? undefined : remove(root, from)
      return moved !== undefined && add(root, path, moved)
    }
    case 'copy': {
      const copied = from === null ? undefined : read(root, from)
      return copied !== undefined && add(root, path, structuredClone(copied))
    }
    default:
      return false
  }
}

// The whole document hangs under `root`, so that it has a parent too.
function pointer(text: Json | undefined): string[] | null {
  if (typeof text !== 'string' || (text !== '' && !text.startsWith('/'))) return null
  return [
    'root',
    ...text
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')),
  ]
}

function read(root: JsonObject, path: readonly string[]): Json | undefined {
  let found: Json | undefined = root
  for (const key of path) {
    if (Array.isArray(found)) found = /^\d+$/.test(key) ? found[Number(key)] : undefined
    else found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined
  }
  return found
}

function add(root: JsonObject, path: readonly string[], value: Json): boolean {
  const parent = read(root, path.slice(0, -1))
  const key = path.at(-1) ?? ''
  if (Array.isArray(parent)) {
    const index = key === '-' ? parent.length : Number(key)
    if (!Number.isInteger(index) || index < 0 || index > parent.length) return false
    parent.splice(index, 0, value)
    return true
  }
  if (!isObject(parent) || key === '__proto__') return false
  parent[key] = value
  return true
}

function remove(root: JsonObject, path: readonly string[]): Json | undefined {
  const found = read(root, path)
  const parent = read(root, path.slice(0, -1))
  const key = path.at(-1) ?? ''
  if (found === undefined) return undefined
  if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else if (isObject(parent)) delete parent[key]
  return found
}
