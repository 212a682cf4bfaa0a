import { clsx } from 'clsx'
import { SortHeader } from '@/components/ui/sort-header'
import type { ReviewSort } from '@/lib/contract/reviews'
import { reviewsGrid } from './reviews-grid'
import type { Chosen } from './use-chosen'

interface ReviewsTableHeadProps {
  sort: ReviewSort
  onSort: (sort: ReviewSort) => void
  chosen: Chosen
  /** Whether there is anything that may be chosen. */
  isAny: boolean
}

export function ReviewsTableHead({ sort, onSort, chosen, isAny }: ReviewsTableHeadProps) {
  const head = { sort, onSort }
  return (
    <thead className="sticky top-0 z-2 block max-sm:hidden">
      <tr className={clsx(reviewsGrid, 'h-7 border-b border-line bg-rail text-11 text-fg-3')}>
        <td className="flex items-center pl-2">
          {isAny && (
            <input
              type="checkbox"
              aria-label="Select what is unchanged"
              checked={chosen.items.length > 0}
              onChange={chosen.toggleAll}
              className="size-3.5 accent-ink"
            />
          )}
        </td>
        <td />
        <SortHeader label="Name" orders={['name', '-name']} className="px-1.5" {...head} />
        <SortHeader label="Namespace" orders={['namespace', '-namespace']} className="px-1.5 max-md:hidden" {...head} />
        <th scope="col" className="truncate px-1.5 text-left font-medium">
          Since the last review
        </th>
        <SortHeader label="Owner" orders={['owner', '-owner']} className="px-1.5 max-lg:hidden" {...head} />
        <SortHeader
          label="Changed"
          orders={['-changed', 'changed']}
          className="justify-end px-1.5 max-lg:hidden"
          {...head}
        />
        <SortHeader label="Due" orders={['due', '-due']} className="justify-end px-1.5" {...head} />
        <td />
      </tr>
    </thead>
  )
}
