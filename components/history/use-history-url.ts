'use client'

import { useQueryStates } from 'nuqs'
import { type FilterEdits, filterEdits, noValues } from '@/components/inventory/filter-edits'
import type { ChangeStanding } from '@/lib/domain/change/change-standing'
import { type HistoryField, type HistoryParams, historyFields, historyParams } from './history-params'

export interface HistoryUrl extends FilterEdits<HistoryField> {
  params: HistoryParams
  setWithin(within: HistoryParams['within']): void
  toggleStanding(standing: ChangeStanding): void
  dropWords(): void
  clear(): void
  /** Unfolds one change, or none. */
  unfold(id: string | null): void
}

/** The state of the list of changes, which is its URL. */
export function useHistoryUrl(): HistoryUrl {
  const [params, setParams] = useQueryStates(historyParams, { history: 'push' })
  return {
    params,
    ...filterEdits<HistoryField>(setParams),
    setWithin: (within) => void setParams({ within }),
    toggleStanding: (standing) =>
      void setParams((current) => ({ standing: current.standing === standing ? null : standing })),
    dropWords: () => void setParams({ q: null }),
    clear: () => void setParams({ q: null, standing: null, within: null, ...noValues(historyFields) }),
    unfold: (id) => void setParams({ open: id }, { history: 'replace' }),
  }
}
