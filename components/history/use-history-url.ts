'use client'

import { useQueryStates } from 'nuqs'
import { filterEdits } from '@/components/inventory/filter-edits'
import type { ChangeStanding } from '@/lib/domain/change/change-standing'
import {
  type HistoryField,
  type HistoryParams,
  type HistoryToken,
  historyFields,
  historyParams,
} from './history-params'

export interface HistoryUrl {
  params: HistoryParams
  /** Adds a value to a filter, or takes it away, in whichever sense it is there. */
  toggle(field: HistoryField, value: string): void
  drop(token: HistoryToken): void
  /** Turns "is" into "is not" and back. */
  turn(token: HistoryToken): void
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
  const setField = (field: HistoryField, next: (values: readonly string[]) => readonly string[]) =>
    void setParams((current) => {
      const values = [...new Set(next(current[field]))]
      return { [field]: values.length === 0 ? null : values }
    })
  return {
    params,
    ...filterEdits(setField),
    setWithin: (within) => void setParams({ within }),
    toggleStanding: (standing) =>
      void setParams((current) => ({ standing: current.standing === standing ? null : standing })),
    dropWords: () => void setParams({ q: null }),
    clear: () =>
      void setParams({
        ...{ q: null, standing: null, within: null },
        ...Object.fromEntries(historyFields.map((field) => [field, null])),
      }),
    unfold: (id) => void setParams({ open: id }, { history: 'replace' }),
  }
}
