import type { Row } from '@/lib/contract/row'
import type { Colour } from '@/lib/domain/group/colour'
import { liveColour } from '@/lib/domain/group/find-groups'

// A role that two rows hold is held by none.
type Members = Partial<Record<'active' | Colour, Row | null>>

/** The live colour of each group of which the rows show enough to know it, by `groupKey`. */
export function liveColours(rows: readonly Row[]): ReadonlyMap<string, Colour | null> {
  const groups = new Map<string, Members>()
  for (const row of rows) {
    const key = groupKey(row)
    if (key === null || row.group === null) continue
    const known = groups.get(key)
    groups.set(key, { ...known, [row.group.role]: known?.[row.group.role] === undefined ? row : null })
  }
  return new Map(
    [...groups].map(([key, { active, blue, green }]) => [key, liveColour(active ?? null, blue ?? null, green ?? null)]),
  )
}

export function groupKey(row: Row): string | null {
  return row.group === null ? null : `${row.cluster}/${row.namespace}/${row.group.name}`
}
