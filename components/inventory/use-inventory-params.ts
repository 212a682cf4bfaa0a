'use client'

import { useQueryStates } from 'nuqs'
import { readFilterValue, writeFilterValue } from '@/lib/contract/filter-value'
import type { Grouping, RowGroup } from '@/lib/contract/row-group'
import type { ColumnKey } from './columns'
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
    toggle: (field, value) =>
      setField(field, (texts) => {
        const rest = texts.filter((text) => readFilterValue(text).value !== value)
        return rest.length < texts.length ? rest : [...texts, writeFilterValue({ value, isNot: false })]
      }),
    drop: ({ field, isNot }) =>
      setField(field, (texts) => texts.filter((text) => readFilterValue(text).isNot !== isNot)),
    turn: ({ field, isNot }) =>
      setField(field, (texts) =>
        texts.map((text) => {
          const { value, ...known } = readFilterValue(text)
          return known.isNot === isNot ? writeFilterValue({ value, isNot: !isNot }) : text
        }),
      ),
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
