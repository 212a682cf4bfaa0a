import { entriesOf, isMap } from './merge-patch'

/** JSON with sorted keys and no spaces: equal values give equal text, so that it can be hashed. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (!isMap(value)) return JSON.stringify(value ?? null)
  const members = entriesOf(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}
