import { clsx } from 'clsx'
import { Skeleton } from '@/components/ui/skeleton'
import { findingGrid } from './finding-grid'

const rows = Array.from({ length: 20 }, (_, index) => index)
const widths = ['w-32', 'w-40', 'w-24'] as const

/** The table before its first findings, of the final size. */
export function FindingsSkeleton() {
  return (
    <table aria-label="Findings" aria-busy="true" className="block min-h-0 flex-1 overflow-hidden">
      <caption className="block h-7 border-b border-line bg-rail max-sm:hidden" />
      <tbody className="block">
        {rows.map((index) => (
          <tr key={index} className={clsx(findingGrid, 'h-8 border-b border-line max-sm:h-[58px]')}>
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
