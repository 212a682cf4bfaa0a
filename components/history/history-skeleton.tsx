import { clsx } from 'clsx'
import { Skeleton } from '@/components/ui/skeleton'
import { historyGrid } from './history-grid'

const rows = Array.from({ length: 20 }, (_, index) => index)
const widths = ['w-24', 'w-20', 'w-28'] as const

/** The table before its first changes, of the final size. */
export function HistorySkeleton() {
  return (
    <table aria-label="Changes" aria-busy="true" className="block min-h-0 flex-1 overflow-hidden">
      <caption className="block h-7 border-b border-line bg-rail max-sm:hidden" />
      <tbody className="block">
        {rows.map((index) => (
          <tr key={index} className={clsx(historyGrid, 'h-8 border-b border-line max-sm:h-[58px]')}>
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
