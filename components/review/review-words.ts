import { visibleText } from '@/components/ui/visible-text'
import type { ReviewItem } from '@/lib/contract/reviews'
import type { ReviewDecision } from '@/lib/domain/review/review-decision'

/** What somebody did by a decision, with the alias behind it. */
export const decisionWords: Readonly<Record<ReviewDecision, string>> = {
  confirm: 'signed off',
  reassign: 'reassigned',
  'needs-change': 'asked for a change of',
  retire: 'asked to retire',
}

const dayMs = 86_400_000

/** When a review has to be looked at: `overdue 9 d`, `void`, `in 3 d`; null where there is no day. */
export function dueWords({ state, dueAt }: Pick<ReviewItem, 'state' | 'dueAt'>, nowMs: number): string | null {
  if (dueAt === null) return null
  const days = (Date.parse(dueAt) - nowMs) / dayMs
  if (days <= 0) return `overdue ${Math.max(1, Math.floor(-days))} d`
  if (state === 'changed') return 'void'
  return days < 1 ? 'today' : `in ${Math.floor(days)} d`
}

/** How the URL names an alias. */
export function reviewKey({ cluster, namespace, name }: Pick<ReviewItem, 'cluster' | 'namespace' | 'name'>): string {
  return `${cluster}/${namespace}/${name}`
}

/** Whose an alias is, in words. */
export function teamWords(team: string | null): string {
  return team === null ? 'unowned' : visibleText(team)
}

/** A hash as people compare it. */
export function shortHash(hash: string): string {
  return hash.slice(0, 6)
}
