import { clsx } from 'clsx'
import { Skeleton } from '@/components/ui/skeleton'
import { rowGrid } from './row-grid'

const widths = ['w-16', 'w-24', 'w-20'] as const

/** A row still to come, of the final size. */
export function SkeletonRow({ index }: { index: number }) {
  return (
    <tr
      aria-rowindex={index + 2}
      style={{ top: `calc(var(--row) * ${index})` }}
      className={clsx(rowGrid, 'absolute inset-x-0 h-(--row) border-b border-line')}
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
      <td className="max-sm:hidden">
        <Skeleton className="w-8" />
      </td>
      <td className="px-1.5 max-sm:hidden">
        <Skeleton className="w-20" />
      </td>
    </tr>
  )
}
