'use client'

import { useQueryStates } from 'nuqs'
import { type FilterEdits, filterEdits, noValues } from '@/components/inventory/filter-edits'
import type { DependencySort } from '@/lib/contract/dependencies'
import {
  type DependencyFilterField,
  type DependencyParams,
  dependencyFilterFields,
  dependencyParams,
} from './dependency-params'

export interface DependenciesUrl extends FilterEdits<DependencyFilterField> {
  params: DependencyParams
  dropWords(): void
  clear(): void
  sortBy(sort: DependencySort): void
}

/** The state of the list of hosts, which is its URL. */
export function useDependenciesUrl(): DependenciesUrl {
  const [params, setParams] = useQueryStates(dependencyParams, { history: 'push' })
  return {
    params,
    ...filterEdits<DependencyFilterField>(setParams),
    dropWords: () => void setParams({ q: null }),
    clear: () => void setParams({ q: null, ...noValues(dependencyFilterFields) }),
    sortBy: (sort) => void setParams({ sort }),
  }
}
