import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { ReviewsPage } from '@/lib/contract/reviews'
import { isNarrowed } from './reviews-params'
import type { ReviewsUrl } from './use-reviews-url'

/** Why no alias is shown, and one way on. */
export function NoReviews({ page, url }: { page: ReviewsPage; url: ReviewsUrl }) {
  const { queue, counts, viewer, hasDirectory } = page
  if (isNarrowed(url.params) && counts.all === 0) {
    return (
      <EmptyState title="No alias matches" action={<Button onClick={url.clear}>Remove all filters</Button>}>
        No alias that you may list has all of these.
      </EmptyState>
    )
  }
  if (queue === 'mine' && viewer.teams.length === 0) {
    return (
      <EmptyState
        title="Nothing is yours here"
        action={<Button onClick={() => url.show('open')}>Show all {counts.open} open</Button>}
      >
        {hasDirectory
          ? `No team of the settings has one of the groups of ${viewer.user}, and no alias names ${viewer.user} as its owner.`
          : 'The settings name no teams, so that nobody can be told from anybody by their groups.'}
      </EmptyState>
    )
  }
  if (counts.all === 0) {
    return (
      <EmptyState title="No alias to review">There is no Service of type ExternalName that you may list.</EmptyState>
    )
  }
  return (
    <EmptyState
      title={
        queue === 'done' ? 'Nothing is signed off yet' : queue === 'overdue' ? 'Nothing is overdue' : 'Nothing waits'
      }
      action={
        queue === 'open' || queue === 'done' ? undefined : (
          <Button onClick={() => url.show('open')}>Show all {counts.open} open</Button>
        )
      }
    >
      {queue === 'mine' && `Everything of ${viewer.teams.join(', ')} is signed off.`}
      {queue === 'open' && 'Every alias that you may list is signed off.'}
    </EmptyState>
  )
}
