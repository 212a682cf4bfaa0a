'use client'

import { useQueryStates } from 'nuqs'
import { type FilterEdits, filterEdits, noValues } from '@/components/inventory/filter-edits'
import type { FindingSort } from '@/lib/contract/findings'
import { type FindingField, type FindingParams, findingFields, findingParams } from './finding-params'

export interface FindingsUrl extends FilterEdits<FindingField> {
  params: FindingParams
  dropWords(): void
  clear(): void
  sortBy(sort: FindingSort): void
  showSuppressed(which: FindingParams['suppressed']): void
  /** Unfolds one finding, or none. */
  unfold(key: string | null): void
  /** Opens the sheet of policies with these rules, or closes it. */
  choosePolicy(chosen: string[] | null): void
}

/** The state of the list of findings, which is its URL. */
export function useFindingsUrl(): FindingsUrl {
  const [params, setParams] = useQueryStates(findingParams, { history: 'push' })
  return {
    params,
    ...filterEdits<FindingField>(setParams),
    dropWords: () => void setParams({ q: null }),
    clear: () => void setParams({ q: null, suppressed: null, ...noValues(findingFields) }),
    sortBy: (sort) => void setParams({ sort }),
    showSuppressed: (which) => void setParams({ suppressed: which === 'no' ? null : which }),
    choosePolicy: (policy) => void setParams({ policy }, { history: params.policy === null ? 'push' : 'replace' }),
    unfold: (key) => void setParams({ open: key }, { history: 'replace' }),
  }
}
