import { clsx } from 'clsx'
import { Skeleton } from '@/components/ui/skeleton'
import { placeStyle } from './row-grid'

const widths = ['w-16', 'w-24', 'w-20'] as const

interface SkeletonRowProps {
  index: number
  place: { rowsBefore: number; groupsBefore: number }
}

/** A row still to come, of the final size. */
export function SkeletonRow({ index, place }: SkeletonRowProps) {
  return (
    <tr
      aria-rowindex={index + 2}
      style={placeStyle(place)}
      className={clsx(
        'absolute inset-x-0 grid h-(--row) items-center cursor-default border-b border-line pr-4 pl-2 *:align-middle max-sm:pl-3',
        'grid-cols-[32px_minmax(132px,0.5fr)_minmax(92px,0.36fr)_minmax(0,1fr)_64px] max-sm:grid-cols-[24px_minmax(0,1fr)]',
      )}
    >
      <td className="pl-2 max-sm:pl-0">
        <Skeleton className="size-3.5! rounded-full" />
        <span className="sr-only">Loading</span>
      </td>
      <td className="px-1.5 max-sm:px-0">
        <Skeleton className={widths[index % widths.length] ?? 'w-16'} />
      </td>
      <td className="px-1.5 max-sm:hidden">
        <Skeleton className="w-14" />
      </td>
      <td className="px-1.5 max-sm:hidden">
        <Skeleton className="w-40 max-w-full" />
      </td>
      <td className="px-1.5 max-sm:hidden">
        <Skeleton className="w-10" />
      </td>
    </tr>
  )
}
