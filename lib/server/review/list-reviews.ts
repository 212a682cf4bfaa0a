import { setImmediate } from 'node:timers/promises'
import type { ReviewItem, ReviewsPage, ReviewsQuery } from '@/lib/contract/reviews'
import type { Identity } from '@/lib/server/access/identity'
import { type ConsumerSight, consumerSight } from '@/lib/server/findings/consumer-sight'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { isVisible, visibilities } from '@/lib/server/services/visible-rows'
import { reviewItem } from './review-item'
import { ReviewTeams } from './review-teams'
import { type ReviewedAlias, reviewedAlias } from './reviewed-alias'
import { ReviewsSearch } from './reviews-search'
import { signRight } from './sign-right'

const mostDamaged = 50
// Judged between two turns of the event loop: some milliseconds.
const aliasesAtOnce = 500

/**
 * A window of the aliases that the identity may list, with how their reviews stand and what a decision rests on, and how far each team is. Throws
 * AppError `unavailable` when its rights cannot be asked.
 */
export async function listReviews(
  runtime: ConsoleRuntime,
  identity: Identity,
  query: ReviewsQuery,
): Promise<ReviewsPage> {
  const seen = await visibilities(runtime, identity)
  const teams = new ReviewTeams(runtime.teams, identity)
  const own = runtime.teams.teamsOf(identity.groups).map(({ name }) => name)
  const queue = query.queue ?? (own.length > 0 ? 'mine' : 'open')
  const search = new ReviewsSearch({ ...query, queue }, teams)
  let judged = 0
  // The rows as they are now: what is judged later is looked up anew.
  for (const row of [...runtime.inventory.rows()]) {
    const reviewed = isVisible(seen, row) ? reviewedAlias(runtime, identity, row) : null
    if (reviewed !== null) search.take(reviewed)
    judged += 1
    if (judged % aliasesAtOnce === 0) await setImmediate()
  }
  const { aliases, ...counted } = search.window()
  const damaged = damagedRecords(runtime).filter((place) => isVisible(seen, place))
  const { days, environments, noticeDays, followUpDays } = runtime.config.reviews
  return {
    items: await withEvidence(runtime, identity, aliases),
    ...counted,
    queue,
    teams: teams.inOrder(),
    hasDirectory: runtime.teams.teams.length > 0,
    unknownOwners: teams.unknownOwners(),
    damaged: damaged.slice(0, mostDamaged),
    damagedTotal: damaged.length,
    partial: runtime
      .clusters()
      .flatMap(({ id, reviews: { whyIncomplete } }) =>
        whyIncomplete === null ? [] : [{ cluster: id, why: whyIncomplete }],
      ),
    cadence: { days, environments: { ...environments }, noticeDays, followUpDays },
    viewer: { user: identity.user, teams: own },
  }
}

function damagedRecords(runtime: ConsoleRuntime): ReviewsPage['damaged'] {
  return runtime
    .clusters()
    .flatMap(({ id, reviews }) =>
      [...reviews.damaged()].map(({ namespace, name, why }) => ({ cluster: id, namespace, name, why })),
    )
}

async function withEvidence(
  runtime: ConsoleRuntime,
  identity: Identity,
  aliases: readonly ReviewedAlias[],
): Promise<ReviewItem[]> {
  const sights = new Map<string, ConsumerSight>()
  for (const { cluster } of aliases) {
    if (sights.has(cluster.id)) continue
    sights.set(cluster.id, await consumerSight(runtime, identity, cluster))
  }
  const items: ReviewItem[] = []
  for (const reviewed of aliases) {
    const consumers = sights.get(reviewed.cluster.id)
    if (consumers === undefined) continue
    const maySign = await runtime.access.mayIfKnown(identity, {
      cluster: reviewed.cluster.id,
      ...signRight(reviewed.alias),
    })
    items.push(reviewItem(runtime, reviewed, { consumers, maySign }))
  }
  return items
}
