'use client'

import { useQueryStates } from 'nuqs'
import { type FilterField, filterFields, type InventoryParams, inventoryParams } from './search-params'

export interface InventoryUrl {
  params: InventoryParams
  /** Adds a value to a filter, or takes it away. */
  toggle(field: FilterField, value: string): void
  /** Takes a whole filter away. */
  drop(field: FilterField): void
  dropWords(): void
  clear(): void
  sortBy(sort: InventoryParams['sort']): void
}

/** The inventory's state, which is its URL. */
export function useInventoryUrl(): InventoryUrl {
  const [params, setParams] = useQueryStates(inventoryParams, { history: 'push' })
  return {
    params,
    toggle: (field, value) => {
      void setParams((current) => {
        const values: string[] = current[field]
        const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
        return { [field]: next.length === 0 ? null : next }
      })
    },
    drop: (field) => void setParams({ [field]: null }),
    dropWords: () => void setParams({ q: null }),
    clear: () => void setParams({ q: null, ...Object.fromEntries(filterFields.map((field) => [field, null])) }),
    sortBy: (sort) => void setParams({ sort }),
  }
}
