import { clsx } from 'clsx'
import { Skeleton } from './skeleton'

const rows = Array.from({ length: 20 }, (_, index) => index)
const widths = ['w-24', 'w-20', 'w-28'] as const

interface ListSkeletonProps {
  /** What the list will be; its accessible name. */
  label: string
  /** The columns of its rows. */
  grid: string
}

/** A list that unfolds in its place, before its first rows, of the final size. */
export function ListSkeleton({ label, grid }: ListSkeletonProps) {
  return (
    <table aria-label={label} aria-busy="true" className="block min-h-0 flex-1 overflow-hidden">
      <caption className="block h-7 border-b border-line bg-rail max-sm:hidden" />
      <tbody className="block">
        {rows.map((index) => (
          <tr key={index} className={clsx(grid, 'h-8 border-b border-line max-sm:h-[58px]')}>
            <td className="pl-2 max-sm:pl-0">
              <Skeleton className="size-3.5! rounded-full" />
              <span className="sr-only">Loading</span>
            </td>
            <td className="px-1.5 max-sm:px-0">
              <Skeleton className={clsx('max-w-full', widths[index % widths.length])} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
