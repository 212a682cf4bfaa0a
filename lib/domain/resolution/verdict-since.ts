import type { VantageName } from './resolution'
import type { OutcomeCode } from './verdict'
import type { VerdictChange } from './verdict-change'

export interface VerdictSince {
  /** ISO 8601. */
  at: string
  /** It was so at the first question, so it may have begun earlier. */
  isFirst: boolean
}

/** When a vantage's present outcome began, from its history, oldest first; changes of the terminal name alone do not count. Null without history. */
export function verdictSince(
  history: readonly VerdictChange[],
  vantage: VantageName | null,
  code: OutcomeCode,
): VerdictSince | null {
  let since: VerdictSince | null = null
  for (const change of history) {
    if (change.vantage !== vantage) continue
    if (change.code !== code) since = null
    else since ??= { at: change.at, isFirst: change.previousCode === null }
  }
  return since
}
