'use client'

import { useQueryStates } from 'nuqs'
import { filterEdits } from '@/components/inventory/filter-edits'
import type { DependencySort } from '@/lib/contract/dependencies'
import {
  type DependencyFilterField,
  type DependencyParams,
  type DependencyToken,
  dependencyFilterFields,
  dependencyParams,
} from './dependency-params'

export interface DependenciesUrl {
  params: DependencyParams
  /** Adds a value to a filter, or takes it away, in whichever sense it is there. */
  toggle(field: DependencyFilterField, value: string): void
  drop(token: DependencyToken): void
  /** Turns "is" into "is not" and back. */
  turn(token: DependencyToken): void
  dropWords(): void
  clear(): void
  sortBy(sort: DependencySort): void
}

/** The state of the list of hosts, which is its URL. */
export function useDependenciesUrl(): DependenciesUrl {
  const [params, setParams] = useQueryStates(dependencyParams, { history: 'push' })
  const setField = (field: DependencyFilterField, next: (values: readonly string[]) => readonly string[]) =>
    void setParams((current) => {
      const values = [...new Set(next(current[field]))]
      return { [field]: values.length === 0 ? null : values }
    })
  return {
    params,
    ...filterEdits(setField),
    dropWords: () => void setParams({ q: null }),
    clear: () =>
      void setParams({ q: null, ...Object.fromEntries(dependencyFilterFields.map((field) => [field, null])) }),
    sortBy: (sort) => void setParams({ sort }),
  }
}
