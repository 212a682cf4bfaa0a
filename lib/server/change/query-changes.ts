import {
  type ChangeFacetName,
  type ChangesList,
  type ChangesQuery,
  type ChangeView,
  changeFacetNames,
  changeSpans,
} from '@/lib/contract/changes'
import { changeStandings, standsAs } from '@/lib/domain/change/change-standing'
import type { ChangeState } from '@/lib/domain/change/change-state'
import { compareText } from '@/lib/domain/compare-text'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { topCounts } from '@/lib/server/inventory/top-counts'
import { valueFilter } from '@/lib/server/inventory/value-filter'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const shownDays = 30
const noValue = 'none'
const bad: readonly ChangeState[] = ['failed', 'undone', 'undo-failed', 'reverted']

export interface ChangeSurroundings {
  nowMs: number
  /** The environment of a Service that is there, null for one that has none or is gone. */
  environmentOf(ref: ServiceRef): string | null
}

interface Judged {
  change: ChangeView
  atMs: number
  values: Record<ChangeFacetName, string>
}

/** Filter, count and cut a window of changes, newest first. A facet counts what passes every other filter. */
export function queryChanges(
  changes: Iterable<ChangeView>,
  query: ChangesQuery,
  surroundings: ChangeSurroundings,
): Omit<ChangesList, 'partial'> {
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const filters = changeFacetNames.flatMap((name) => (query[name] ? [{ name, passes: valueFilter(query[name]) }] : []))
  const sinceMs = query.within === undefined ? -Infinity : surroundings.nowMs - changeSpans[query.within] * hourMs
  const sums = new Sums(surroundings.nowMs)
  const matched: Judged[] = []
  for (const change of changes) {
    if (!hasWords(change, words)) continue
    const judged = judge(change, surroundings)
    const failing = filters.filter(({ name, passes }) => !passes(judged.values[name])).map(({ name }) => name)
    const stands = query.standing === undefined || standsAs(change, query.standing)
    const isInSpan = judged.atMs >= sinceMs
    if (failing.length === 0 && stands) sums.countDay(judged)
    if (!isInSpan) continue
    if (failing.length === 0) sums.countStandings(change)
    if (stands) sums.countFacets(judged, failing)
    if (stands && failing.length === 0) matched.push(judged)
  }
  matched.sort((a, b) => b.atMs - a.atMs || compareText(a.change.id, b.change.id))
  const items = matched.slice(query.offset, query.offset + query.limit).map(({ change }) => change)
  return { items, total: matched.length, offset: query.offset, ...sums.told() }
}

/** What is counted beside the list. */
class Sums {
  readonly #today: number
  readonly #days = Array.from({ length: shownDays }, () => ({ all: 0, bad: 0 }))
  readonly #standings = new Map(changeStandings.map((standing) => [standing, 0]))
  readonly #facets = new Map(changeFacetNames.map((name) => [name, new Map<string, number>()]))

  constructor(nowMs: number) {
    this.#today = Math.floor(nowMs / dayMs)
  }

  countDay({ change, atMs }: Judged): void {
    const day = this.#days[shownDays - 1 - (this.#today - Math.floor(atMs / dayMs))]
    if (day === undefined) return
    day.all += 1
    if (bad.includes(change.state)) day.bad += 1
  }

  countStandings(change: ChangeView): void {
    for (const [standing, count] of this.#standings) {
      if (standsAs(change, standing)) this.#standings.set(standing, count + 1)
    }
  }

  countFacets({ values }: Judged, failing: readonly ChangeFacetName[]): void {
    for (const [name, counts] of this.#facets) {
      const isCounted = failing.length === 0 || (failing.length === 1 && failing[0] === name)
      if (isCounted) counts.set(values[name], (counts.get(values[name]) ?? 0) + 1)
    }
  }

  told(): Pick<ChangesList, 'facets' | 'standings' | 'days'> {
    const facet = (name: ChangeFacetName) => topCounts(this.#facets.get(name))
    const standing = (name: (typeof changeStandings)[number]) => this.#standings.get(name) ?? 0
    return {
      facets: {
        cluster: facet('cluster'),
        namespace: facet('namespace'),
        name: facet('name'),
        kind: facet('kind'),
        state: facet('state'),
        by: facet('by'),
        environment: facet('environment'),
      },
      standings: {
        'in-flight': standing('in-flight'),
        soaking: standing('soaking'),
        failed: standing('failed'),
        outside: standing('outside'),
        overridden: standing('overridden'),
      },
      days: this.#days,
    }
  }
}

function judge(change: ChangeView, { environmentOf }: ChangeSurroundings): Judged {
  const { service, kind, state, by, at } = change
  const { cluster, namespace, name } = service
  const environment = environmentOf(service) ?? noValue
  return { change, atMs: Date.parse(at), values: { cluster, namespace, name, kind, state, by, environment } }
}

function hasWords({ service, from, to, by, reason, id }: ChangeView, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const texts = [service.name, service.namespace, from.target, to.target, by, reason, id]
  const text = texts.map((part) => part?.toLowerCase() ?? '').join('\n')
  return words.every((word) => text.includes(word))
}
