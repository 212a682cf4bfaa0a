import { changeStateWords } from '@/components/change/change-state-words'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeStanding } from '@/lib/domain/change/change-standing'
import { changeStates } from '@/lib/domain/change/change-state'
import type { HistoryField, HistoryParams } from './history-params'

export const standingWords: Readonly<Record<ChangeStanding, string>> = {
  'in-flight': 'in flight',
  soaking: 'soaking',
  failed: 'failed',
  outside: 'from outside',
  overridden: 'overridden',
}

export const spanWords: Readonly<Record<NonNullable<HistoryParams['within']>, string>> = {
  '1h': '1 h',
  '24h': '24 h',
  '7d': '7 d',
  '30d': '30 d',
}

export const fieldWords: Readonly<Record<HistoryField, string>> = {
  cluster: 'cluster',
  namespace: 'namespace',
  name: 'alias',
  environment: 'environment',
  kind: 'kind',
  state: 'outcome',
  by: 'who',
}

/** How a filter's value reads. */
export function historyFilterWords(field: HistoryField, value: string): string {
  const state = field === 'state' ? changeStates.find((known) => known === value) : undefined
  return state === undefined ? visibleText(value) : changeStateWords(state).words.toLowerCase()
}
