'use client'

import { RoleToAskFor } from '@/components/session/role-to-ask-for'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { sentence } from '@/components/ui/sentence'
import { visibleText } from '@/components/ui/visible-text'
import type { ReviewsPage } from '@/lib/contract/reviews'
import type { ReviewsUrl } from './use-reviews-url'

const named = 3

/** What is not known of the reviews, what the viewer may not do, and owners that no team stands for. */
export function ReviewBanners({ page, url }: { page: ReviewsPage; url: ReviewsUrl }) {
  const { partial, damaged, damagedTotal, items, unknownOwners, viewer } = page
  const denied = items.length > 0 && items.every(({ maySign }) => maySign === false) ? items[0] : undefined
  const unknown = unknownOwners.filter(({ owner }) => !url.params.team.includes(owner))
  return (
    <>
      {partial.map(({ cluster, why }) => (
        <Banner key={cluster} severity="unknown" title={`Not every review of ${visibleText(cluster)} is known.`}>
          {sentence(visibleText(why))}
        </Banner>
      ))}
      {damagedTotal > 0 && (
        <Banner
          severity="warning"
          title={damagedTotal === 1 ? 'One record cannot be read.' : `${damagedTotal} records cannot be read.`}
        >
          What they say counts as never said:{' '}
          {damaged
            .slice(0, named)
            .map(({ namespace, name, why }) => `${namespace}/${visibleText(name)} (${why})`)
            .join(', ')}
          {damagedTotal > named && ' …'}. A new decision takes their place.
        </Banner>
      )}
      {denied && (
        <Banner
          severity="info"
          title="You may read reviews, not sign off."
          action={
            <RoleToAskFor
              cluster={denied.cluster}
              rights={[{ verb: 'create', resource: 'reviews.signpost', namespace: denied.namespace }]}
              name="signpost-review"
            />
          }
        >
          {visibleText(viewer.user)} may not create reviews.signpost in namespace {denied.namespace}.
        </Banner>
      )}
      {unknown.length > 0 && (
        <Banner
          severity="info"
          title={unknown.length === 1 ? 'One owner is in no team:' : `${unknown.length} owners are in no team:`}
        >
          {unknown.slice(0, named).map(({ owner, aliases }) => (
            <Button key={owner} variant="quiet" className="h-6! max-w-48 px-1.5!" onClick={() => url.toggleTeam(owner)}>
              <bdi className="truncate">{visibleText(owner)}</bdi>{' '}
              <span className="text-fg-3">
                {aliases}
                <span className="sr-only"> {aliases === 1 ? 'alias' : 'aliases'}, show</span>
              </span>
            </Button>
          ))}
          {unknown.length > named && <span className="text-fg-3">and {unknown.length - named} more</span>}
        </Banner>
      )}
    </>
  )
}
