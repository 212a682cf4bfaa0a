import { entriesOf, isSame } from '@/lib/domain/change/merge-patch'

export type PatchOperation = { op: 'add' | 'replace'; path: string; value: unknown } | { op: 'remove'; path: string }

/** What makes the members of one map into those of another, as operations of RFC 6902 under a JSON pointer such as `/spec`. */
export function patchOperations(before: object, after: object, under: string): PatchOperation[] {
  const old = new Map(saidEntries(before))
  const young = new Map(saidEntries(after))
  const found: PatchOperation[] = []
  for (const [key, value] of young) {
    const path = `${under}/${pointerPart(key)}`
    if (!old.has(key)) found.push({ op: 'add', path, value })
    else if (!isSame(old.get(key), value)) found.push({ op: 'replace', path, value })
  }
  for (const key of old.keys()) if (!young.has(key)) found.push({ op: 'remove', path: `${under}/${pointerPart(key)}` })
  return found
}

function saidEntries(map: object): Array<[string, unknown]> {
  return entriesOf(map).filter(([, value]) => value !== null)
}

// RFC 6901 §3.
function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
