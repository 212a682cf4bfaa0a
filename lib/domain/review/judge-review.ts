import { cadenceDays, type ReviewCadence } from './review-cadence'
import type { ReviewDecision } from './review-decision'
import type { ReviewEntry } from './review-entry'
import type { ReviewState } from './review-state'

export interface ReviewFacts {
  /** The decisions about the name of the alias, oldest first. */
  entries: readonly ReviewEntry[]
  uid: string
  /** Of what the alias is now. */
  hash: string
  environment: string | null
  createdAt: string
}

export interface ReviewJudgement {
  state: ReviewState
  /** When it has to be looked at, ISO 8601; null for what was never reviewed where nothing says from when on that is asked. */
  dueAt: string | null
  /** The last decision about this very Service. */
  last: ReviewEntry | null
  /** Whether target, type, ports or owner are others than at that decision. */
  isChanged: boolean
  /** Whether it is as it was when it was last signed off: what may be confirmed without a look. */
  isUnchanged: boolean
  /** When the Service was made anew since a decision about another one of its name; null where it was not. */
  remade: { by: string; at: string } | null
}

const dayMs = 86_400_000

const standing: Readonly<Record<Exclude<ReviewDecision, 'confirm'>, ReviewState>> = {
  reassign: 'reassigned',
  'needs-change': 'needs-change',
  retire: 'retiring',
}

/** How the review of an alias stands. What is over its day is overdue, whatever else it is; a change since the decision voids it. */
export function judgeReview(facts: ReviewFacts, cadence: ReviewCadence, nowMs: number): ReviewJudgement {
  const last = facts.entries.findLast(({ uid }) => uid === facts.uid) ?? null
  const isChanged = last !== null && last.hash !== facts.hash
  const dueMs = last === null ? firstDueMs(facts, cadence) : Date.parse(last.until)
  const isOver = dueMs !== null && dueMs <= nowMs
  return {
    state: isOver ? 'overdue' : stateOf(last, isChanged, { dueMs, nowMs, noticeDays: cadence.noticeDays }),
    dueAt: dueMs === null ? null : new Date(dueMs).toISOString(),
    last,
    isChanged,
    isUnchanged: last?.decision === 'confirm' && !isChanged,
    remade: last === null ? remadeSince(facts) : null,
  }
}

interface Moment {
  dueMs: number | null
  nowMs: number
  noticeDays: number
}

function stateOf(last: ReviewEntry | null, isChanged: boolean, { dueMs, nowMs, noticeDays }: Moment): ReviewState {
  if (last === null) return 'never-reviewed'
  if (isChanged) return 'changed'
  if (last.decision !== 'confirm') return standing[last.decision]
  return dueMs !== null && dueMs - nowMs <= noticeDays * dayMs ? 'due' : 'signed-off'
}

// A console that comes to a cluster finds hundreds of aliases that nobody ever signed off: they are late only where a day was set.
function firstDueMs({ createdAt, environment }: ReviewFacts, cadence: ReviewCadence): number | null {
  if (cadence.sinceMs === null) return null
  const bornMs = Date.parse(createdAt)
  const fromMs = Number.isFinite(bornMs) ? Math.max(bornMs, cadence.sinceMs) : cadence.sinceMs
  return fromMs + cadenceDays(cadence, environment) * dayMs
}

function remadeSince({ entries }: ReviewFacts): ReviewJudgement['remade'] {
  const other = entries.at(-1)
  return other === undefined ? null : { by: other.by, at: other.at }
}
