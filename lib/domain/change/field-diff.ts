import { entriesOf, isMap, isSame } from './merge-patch'

/** One field that differs; null where it is absent. Paths read as kubectl's JSONPath does. */
export interface DiffLine {
  path: string
  before: unknown
  after: unknown
}

/** The fields that differ between two objects, in the order of their paths: maps are entered, lists are compared whole. */
export function fieldDiff(before: object, after: object): DiffLine[] {
  return linesUnder('', before, after).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

function linesUnder(path: string, before: object, after: object): DiffLine[] {
  const old = new Map(entriesOf(before))
  const young = new Map(entriesOf(after))
  const lines: DiffLine[] = []
  for (const key of new Set([...old.keys(), ...young.keys()])) {
    const a = old.get(key) ?? null
    const b = young.get(key) ?? null
    const inner = joinPath(path, key)
    if ((isMap(a) || a === null) && (isMap(b) || b === null)) lines.push(...linesUnder(inner, a ?? {}, b ?? {}))
    else if (!isSame(a, b)) lines.push({ path: inner, before: a, after: b })
  }
  return lines
}

function joinPath(path: string, key: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}
