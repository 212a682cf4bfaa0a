import { describe, expect, it } from 'vitest'
import { listLayout } from '@/components/inventory/list-layout'
import type { RowGroup } from '@/lib/contract/row-group'

function group(value: string, total: number): RowGroup {
  return { value, total, severity: 'ok', severities: {}, owners: [], ownersTotal: 0, lead: null }
}

const groups = [group('a', 2), group('b', 3), group('c', 1)]

function lines(folded: readonly string[]): string[] {
  const layout = listLayout(6, groups, ({ value }) => folded.includes(value ?? ''))
  return Array.from({ length: layout.count }, (_, index) => {
    const item = layout.at(index)
    return item.kind === 'group' ? `${item.group.value}${item.isFolded ? '+' : ''}` : String(item.place)
  })
}

describe('listLayout', () => {
  it('is the list itself without groups', () => {
    const layout = listLayout(3, undefined, () => false)
    expect([layout.count, layout.rows, layout.groups]).toEqual([3, 3, 0])
    expect(layout.at(2)).toEqual({ kind: 'row', place: 2, rowsBefore: 2, groupsBefore: 0 })
  })

  it('puts a header before the rows of each group', () => {
    expect(lines([])).toEqual(['a', '0', '1', 'b', '2', '3', '4', 'c', '5'])
  })

  it('leaves out the rows of folded groups, and still knows the places of the others', () => {
    expect(lines(['a'])).toEqual(['a+', 'b', '2', '3', '4', 'c', '5'])
    expect(lines(['a', 'b', 'c'])).toEqual(['a+', 'b+', 'c+'])
  })

  it('counts what stands above each line, so that lines of two heights have a place', () => {
    const layout = listLayout(6, groups, ({ value }) => value === 'a')
    expect(layout.at(3)).toMatchObject({ kind: 'row', place: 3, rowsBefore: 1, groupsBefore: 2 })
    expect(layout.at(5)).toMatchObject({ kind: 'group', rowsBefore: 3, groupsBefore: 2 })
  })
})
