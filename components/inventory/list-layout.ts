import type { RowGroup } from '@/lib/contract/row-group'

interface Position {
  rowsBefore: number
  groupsBefore: number
}

/** One line of the table: the row at a place of the list, or the header of a group. */
export type ListItem = Position &
  ({ kind: 'row'; place: number } | { kind: 'group'; group: RowGroup; isFolded: boolean })

export interface ListLayout {
  count: number
  rows: number
  groups: number
  at(index: number): ListItem
}

interface Section extends Position {
  group: RowGroup
  isFolded: boolean
  /** Line of its header, and place of its first row in the list. */
  index: number
  place: number
}

/** How the lines of a table follow from its groups: a header before the rows of each, no rows where it is folded. */
export function listLayout(
  total: number,
  groups: readonly RowGroup[] | undefined,
  isFolded: (group: RowGroup) => boolean,
): ListLayout {
  if (groups === undefined) {
    return {
      count: total,
      rows: total,
      groups: 0,
      at: (index) => ({ kind: 'row', place: index, rowsBefore: index, groupsBefore: 0 }),
    }
  }
  const sections: Section[] = []
  let index = 0
  let place = 0
  let rows = 0
  for (const group of groups) {
    const folded = isFolded(group)
    sections.push({ group, isFolded: folded, index, place, rowsBefore: rows, groupsBefore: sections.length })
    const shown = folded ? 0 : group.total
    index += 1 + shown
    rows += shown
    place += group.total
  }
  return { count: index, rows, groups: sections.length, at: (line) => itemAt(sections, line) }
}

function itemAt(sections: readonly Section[], line: number): ListItem {
  let low = 0
  let high = sections.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sections[middle]?.index ?? 0) <= line) low = middle
    else high = middle - 1
  }
  const section = sections[low]
  if (section === undefined) return { kind: 'row', place: line, rowsBefore: line, groupsBefore: 0 }
  const { group, isFolded, index, place, rowsBefore, groupsBefore } = section
  if (line === index) return { kind: 'group', group, isFolded, rowsBefore, groupsBefore }
  const within = line - index - 1
  return { kind: 'row', place: place + within, rowsBefore: rowsBefore + within, groupsBefore: groupsBefore + 1 }
}
