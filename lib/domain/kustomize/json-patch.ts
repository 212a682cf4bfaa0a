import { isMap, isSame } from '@/lib/domain/change/merge-patch'

/** What an operation made of a value, or why it cannot be done. */
type Edited = { value: unknown; fault: null } | { value: null; fault: string }

const kinds = new Set(['add', 'remove', 'replace', 'move', 'copy', 'test'])
const mostOperations = 512
const mostNodes = 10_000
const deepest = 40

/** What the operations of a JSON patch (RFC 6902) make of a value, all of them or none. */
export function applyJsonPatch(document: unknown, operations: readonly unknown[]): Edited {
  if (operations.length > mostOperations) return failed(`it has more than ${mostOperations} operations`)
  let value = document
  for (const [index, operation] of operations.entries()) {
    const edited = applyOne(value, operation)
    if (edited.fault !== null) return failed(`operation ${index + 1}: ${edited.fault}`)
    if (nodesOf(edited.value, 0) > mostNodes)
      return failed(`operation ${index + 1}: it makes more than an object holds`)
    value = edited.value
  }
  return done(value)
}

/** How many values there are, no further than is allowed: copies of copies double with each. */
function nodesOf(value: unknown, depth: number): number {
  if (depth > deepest) return mostNodes + 1
  if (typeof value !== 'object' || value === null) return 1
  let nodes = 1
  for (const inner of Object.values(value)) {
    nodes += nodesOf(inner, depth + 1)
    if (nodes > mostNodes) return nodes
  }
  return nodes
}

function applyOne(document: unknown, operation: unknown): Edited {
  if (!isMap(operation) || typeof operation.op !== 'string' || !kinds.has(operation.op)) {
    return failed('op must be one of add, remove, replace, move, copy and test')
  }
  const { op } = operation
  const path = readPointer(operation.path)
  if (path === null) return failed('path must be a JSON pointer, such as /spec/externalName')
  if (op === 'move' || op === 'copy') {
    const from = readPointer(operation.from)
    const found = from === null ? failed('from must be a JSON pointer') : valueAt(document, from)
    if (found.fault !== null || from === null) return found
    const rest = op === 'move' ? edit(document, from, remove) : done(document)
    return rest.fault === null ? edit(rest.value, path, (at, step) => add(at, step, found.value)) : rest
  }
  if (op === 'test') {
    const found = valueAt(document, path)
    if (found.fault !== null && operation.value !== null) return found
    return isSame(found.value, operation.value) ? done(document) : failed(`${String(operation.path)} is another value`)
  }
  if (op === 'remove') return edit(document, path, remove)
  if (!Object.hasOwn(operation, 'value')) return failed('value is missing')
  if (path.length === 0) return done(operation.value)
  return edit(document, path, (at, step) =>
    op === 'add' ? add(at, step, operation.value) : replace(at, step, operation.value),
  )
}

/** RFC 6901; null for what is no pointer. */
function readPointer(pointer: unknown): string[] | null {
  if (pointer === '') return []
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) return null
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function valueAt(document: unknown, path: readonly string[]): Edited {
  let value = document
  for (const step of path) {
    const index = Array.isArray(value) ? indexOf(value, step) : null
    if (Array.isArray(value) && index !== null) value = value[index]
    else if (isMap(value) && Object.hasOwn(value, step)) value = value[step]
    else return missing(path)
  }
  return done(value)
}

/** The document with its value at the end of a path edited; nothing of what it was made from is changed. */
function edit(
  document: unknown,
  path: readonly string[],
  change: (parent: unknown, step: string) => Edited | null,
): Edited {
  const [step, ...rest] = path
  if (step === undefined) return failed('the whole cannot be taken away')
  if (rest.length === 0) return change(document, step) ?? missing(path)
  const inner = valueAt(document, [step])
  if (inner.fault !== null) return missing(path)
  const edited = edit(inner.value, rest, change)
  return edited.fault === null ? (replace(document, step, edited.value) ?? missing(path)) : edited
}

function add(parent: unknown, step: string, value: unknown): Edited | null {
  if (isMap(parent)) return done(Object.fromEntries([...Object.entries(parent), [step, value]]))
  if (!Array.isArray(parent)) return null
  const index = step === '-' ? parent.length : indexOf([...parent, null], step)
  return index === null ? null : done(parent.toSpliced(index, 0, value))
}

// kustomize replaces a member that there is not: it adds it.
function replace(parent: unknown, step: string, value: unknown): Edited | null {
  if (isMap(parent)) return add(parent, step, value)
  const index = Array.isArray(parent) ? indexOf(parent, step) : null
  return Array.isArray(parent) && index !== null ? done(parent.with(index, value)) : null
}

function remove(parent: unknown, step: string): Edited | null {
  if (isMap(parent)) {
    if (!Object.hasOwn(parent, step)) return null
    return done(Object.fromEntries(Object.entries(parent).filter(([key]) => key !== step)))
  }
  const index = Array.isArray(parent) ? indexOf(parent, step) : null
  return Array.isArray(parent) && index !== null ? done(parent.toSpliced(index, 1)) : null
}

/** Counted from the end where it is negative, as kustomize's library does. */
function indexOf(list: readonly unknown[], step: string): number | null {
  if (!/^(0|-?[1-9]\d{0,8})$/.test(step)) return null
  const index = step.startsWith('-') ? list.length + Number(step) : Number(step)
  return index >= 0 && index < list.length ? index : null
}

function done(value: unknown): Edited {
  return { value, fault: null }
}

function failed(fault: string): Edited {
  return { value: null, fault }
}

function missing(path: readonly string[]): Edited {
  return failed(`there is nothing at /${path.join('/')}`)
}
