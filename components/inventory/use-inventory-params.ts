'use client'

import { useQueryStates } from 'nuqs'
import type { Grouping, RowGroup } from '@/lib/contract/row-group'
import type { ColumnKey } from './columns'
import { withoutSense, withToggled, withTurned } from './filter-values'
import {
  type FilterField,
  type FilterToken,
  filterFields,
  type InventoryParams,
  inventoryParams,
} from './search-params'

const maximumFolded = 100
const everyGroup = '*'

export interface InventoryUrl {
  params: InventoryParams
  /** Adds a value to a filter, or takes it away, in whichever sense it is there. */
  toggle(field: FilterField, value: string): void
  /** Takes one token away. */
  drop(token: FilterToken): void
  /** Turns "is" into "is not" and back. */
  turn(token: FilterToken): void
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
  const setField = (field: FilterField, next: (values: readonly string[]) => readonly string[]) =>
    void setParams((current) => {
      const values = [...new Set(next(current[field]))]
      return { [field]: values.length === 0 ? null : values }
    })
  const isFolded = (value: string) => params.fold.includes(everyGroup) !== params.fold.includes(value)
  return {
    params,
    toggle: (field, value) => setField(field, (texts) => withToggled(texts, value)),
    drop: ({ field, isNot }) => setField(field, (texts) => withoutSense(texts, isNot)),
    turn: ({ field, isNot }) => setField(field, (texts) => withTurned(texts, isNot)),
    dropWords: () => void setParams({ q: null }),
    clear: () => void setParams({ q: null, ...Object.fromEntries(filterFields.map((field) => [field, null])) }),
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
