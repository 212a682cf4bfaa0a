import { clsx } from 'clsx'
import { placeStyle } from '@/components/inventory/row-grid'
import { Skeleton } from '@/components/ui/skeleton'
import { dependencyGrid } from './dependency-columns'

const widths = ['w-44', 'w-56', 'w-36'] as const

/** A host still to come, of the final size. */
export function DependencySkeletonRow({ index }: { index: number }) {
  return (
    <tr
      aria-rowindex={index + 2}
      style={placeStyle({ rowsBefore: index, groupsBefore: 0 })}
      className={clsx(dependencyGrid, 'absolute inset-x-0 h-(--row) border-b border-line')}
    >
      <td className="pl-2 max-sm:pl-0">
        <Skeleton className="size-3.5! rounded-full" />
        <span className="sr-only">Loading</span>
      </td>
      <td className="px-1.5 max-sm:px-0">
        <Skeleton className={clsx('max-w-full', widths[index % widths.length])} />
      </td>
      <td className="px-1.5 max-sm:hidden">
        <Skeleton className="w-8" />
      </td>
      <td className="px-1.5 max-sm:hidden">
        <Skeleton className="w-16" />
      </td>
    </tr>
  )
}
