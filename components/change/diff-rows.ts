import type { Plan } from '@/lib/contract/changes'
import { isMap } from '@/lib/domain/change/merge-patch'

type Write = Pick<Plan['writes'][number], 'diff' | 'body'>

/** One line of a diff as YAML would show it; a parent has neither value. Null is a field that is not there. */
export interface DiffRow {
  /** The whole path, unique. */
  path: string
  depth: number
  key: string
  before: string | null
  after: string | null
  isParent: boolean
  /** Whether the patch does not ask for it: the server or a webhook does it. */
  isForeign: boolean
}

const longestValue = 400

/** A diff's lines with the parents that they stand under, each parent once. */
export function diffRows({ diff, body }: Write): DiffRow[] {
  const rows: DiffRow[] = []
  let open: readonly string[] = []
  for (const { path, before, after } of diff) {
    const keys = pathKeys(path)
    const shared = sharedDepth(open, keys)
    for (let depth = shared; depth < keys.length - 1; depth += 1) {
      const key = keys[depth] ?? ''
      const parent = { key, before: null, after: null, isParent: true, isForeign: false }
      rows.push({ ...parent, path: keys.slice(0, depth + 1).join('/'), depth })
    }
    rows.push({
      path: keys.join('/'),
      depth: keys.length - 1,
      key: keys.at(-1) ?? path,
      before: valueText(before),
      after: valueText(after),
      isParent: false,
      isForeign: !isAsked(body, keys),
    })
    open = keys
  }
  return rows
}

/** The keys of a path such as `metadata.annotations["signpost/last-change"]`. */
export function pathKeys(path: string): string[] {
  const keys: string[] = []
  for (const [, plain, quoted] of path.matchAll(/([A-Za-z_][A-Za-z0-9_]*)|\[("(?:[^"\\]|\\.)*")\]/g)) {
    if (plain !== undefined) keys.push(plain)
    else if (quoted !== undefined) keys.push(unquoted(quoted))
  }
  return keys
}

function unquoted(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : text
  } catch {
    return text
  }
}

function sharedDepth(open: readonly string[], keys: readonly string[]): number {
  let depth = 0
  while (depth < keys.length - 1 && depth < open.length - 1 && keys[depth] === open[depth]) depth += 1
  return depth
}

function valueText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}

// A merge patch asks for a field when it, or a value above it that is replaced whole, stands in its body.
function isAsked(body: unknown, keys: readonly string[]): boolean {
  let at = body
  for (const key of keys) {
    if (!isMap(at)) return true
    if (!Object.hasOwn(at, key)) return false
    at = at[key]
  }
  return true
}
