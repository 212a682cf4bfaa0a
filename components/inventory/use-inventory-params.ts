'use client'

import { useQueryStates } from 'nuqs'
import type { Grouping, RowGroup } from '@/lib/contract/row-group'
import type { ColumnKey } from './columns'
import { type FilterEdits, filterEdits, noValues } from './filter-edits'
import { type FilterField, filterFields, type InventoryParams, inventoryParams } from './search-params'

const maximumFolded = 100
const everyGroup = '*'

export interface InventoryUrl extends FilterEdits<FilterField> {
  params: InventoryParams
  dropWords(): void
  clear(): void
  sortBy(sort: InventoryParams['sort']): void
  groupBy(by: Grouping | null): void
  isFolded(value: string): boolean
  toggleFold(value: string): void
  foldAll(isFolded: boolean): void
  /** Null for the usual ones. */
  showColumns(columns: readonly ColumnKey[] | null): void
}

/** The inventory's state, which is its URL. */
export function useInventoryUrl(): InventoryUrl {
  const [params, setParams] = useQueryStates(inventoryParams, { history: 'push' })
  const isFolded = (value: string) => params.fold.includes(everyGroup) !== params.fold.includes(value)
  return {
    params,
    ...filterEdits<FilterField>(setParams),
    dropWords: () => void setParams({ q: null }),
    clear: () => void setParams({ q: null, ...noValues(filterFields) }),
    sortBy: (sort) => void setParams({ sort }),
    groupBy: (by) => void setParams({ by, fold: null }),
    isFolded,
    toggleFold: (value) =>
      void setParams(({ fold }) => {
        const next = fold.includes(value) ? fold.filter((each) => each !== value) : [...fold, value]
        return { fold: next.length === 0 ? null : next.slice(-maximumFolded) }
      }),
    foldAll: (folded) => void setParams({ fold: folded ? [everyGroup] : null }),
    showColumns: (columns) => void setParams({ columns: columns === null ? null : [...columns] }),
  }
}

/** How the URL names a group; the rows beyond all groups have a name of their own. */
export function foldKey({ value }: RowGroup): string {
  return value ?? '*further'
}
