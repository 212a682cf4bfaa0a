import type { ReviewQueue, ReviewSort, ReviewSortKey, ReviewsPage, ReviewsQuery } from '@/lib/contract/reviews'
import { compareText } from '@/lib/domain/compare-text'
import { severityRank } from '@/lib/domain/resolution/severity'
import { isOpen } from '@/lib/domain/review/review-progress'
import { type ReviewState, reviewStates } from '@/lib/domain/review/review-state'
import { firstSorted } from '@/lib/server/inventory/first-sorted'
import { valueFilter } from '@/lib/server/inventory/value-filter'
import type { ReviewTeams } from './review-teams'
import type { ReviewedAlias } from './reviewed-alias'

const noValue = 'none'
const placeFields = ['cluster', 'namespace', 'environment'] as const

/** Takes aliases with their reviews one by one, counts them by queue and team, and cuts the window of what matches. */
export class ReviewsSearch {
  readonly #query: ReviewsQuery & { queue: ReviewQueue }
  readonly #words: readonly string[]
  readonly #places: readonly ((alias: ReviewedAlias) => boolean)[]
  readonly #isOfTeam: (team: string) => boolean
  readonly #teams: ReviewTeams
  readonly #counts = { mine: 0, open: 0, overdue: 0, done: 0, all: 0 }
  readonly #matched: ReviewedAlias[] = []

  constructor(query: ReviewsQuery & { queue: ReviewQueue }, teams: ReviewTeams) {
    this.#query = query
    this.#teams = teams
    this.#words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
    this.#isOfTeam = valueFilter(query.team ?? [])
    this.#places = placeFields.flatMap((field) => {
      const texts = query[field]
      if (texts === undefined) return []
      const passes = valueFilter(texts)
      return [({ row }: ReviewedAlias) => passes(row[field] ?? noValue)]
    })
  }

  take(alias: ReviewedAlias): void {
    if (!hasWords(alias, this.#words) || !this.#places.every((passes) => passes(alias))) return
    this.#teams.take(alias)
    const { state, queue } = this.#query
    if (!this.#isOfTeam(alias.team ?? noValue)) return
    if (state !== undefined && !state.includes(alias.judgement.state)) return
    for (const each of ['mine', 'open', 'overdue', 'done', 'all'] as const) {
      if (isIn(each, alias)) this.#counts[each] += 1
    }
    if (isIn(queue, alias)) this.#matched.push(alias)
  }

  /** The window of what matches, and the counts. */
  window(): { aliases: ReviewedAlias[] } & Pick<ReviewsPage, 'total' | 'offset' | 'counts'> {
    const { offset, limit, sort } = this.#query
    const total = this.#matched.length
    const ordered = firstSorted(this.#matched, offset + limit, comparator(sort))
    return { aliases: ordered.slice(offset, offset + limit), total, offset, counts: this.#counts }
  }
}

function isIn(queue: ReviewQueue, { judgement: { state }, isMine }: ReviewedAlias): boolean {
  switch (queue) {
    case 'mine':
      return isMine && isOpen(state)
    case 'open':
      return isOpen(state)
    case 'overdue':
      return state === 'overdue'
    case 'done':
      return !isOpen(state)
    case 'all':
      return true
  }
}

function hasWords({ row, team }: ReviewedAlias, words: readonly string[]): boolean {
  const texts = [row.name, row.namespace, row.target, row.owner?.value, team]
  return words.every((word) => texts.some((text) => text?.toLowerCase().includes(word) === true))
}

function comparator(sort: ReviewSort): (a: ReviewedAlias, b: ReviewedAlias) => number {
  const key = sort.replace('-', '') as ReviewSortKey
  const value = sortValues[key]
  const sign = sort.startsWith('-') ? -1 : 1
  return (a, b) => compareValues(value(a), value(b), sign) || byNeed(a, b)
}

const sortValues: Readonly<Record<ReviewSortKey, (alias: ReviewedAlias) => string | number | null>> = {
  // What is overdue, then what is void by now, whenever it would have been due.
  due: ({ judgement: { state, dueAt } }) => (dueAt === null ? null : `${dueRank(state)} ${dueAt}`),
  name: ({ row }) => row.name,
  namespace: ({ row }) => row.namespace,
  owner: ({ row }) => row.owner?.value ?? null,
  changed: ({ row }) => row.changedAt,
  severity: ({ row }) => severityRank(row.severity),
}

function dueRank(state: ReviewState): number {
  return state === 'overdue' ? 0 : state === 'changed' ? 1 : 2
}

/** What has no value comes last in both directions. */
function compareValues(a: string | number | null, b: string | number | null, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return a < b ? -sign : a > b ? sign : 0
}

function byNeed(a: ReviewedAlias, b: ReviewedAlias): number {
  return (
    reviewStates.indexOf(a.judgement.state) - reviewStates.indexOf(b.judgement.state) ||
    compareText(a.row.namespace, b.row.namespace) ||
    compareText(a.row.name, b.row.name) ||
    compareText(a.row.cluster, b.row.cluster)
  )
}
