import { clsx } from 'clsx'
import { rowHeightVariable } from '@/components/inventory/row-grid'
import { DependencySkeletonRow } from './dependency-skeleton-row'

const rows = Array.from({ length: 24 }, (_, index) => index)

/** The table before its first hosts, of the final size. */
export function DependenciesSkeleton() {
  return (
    <table
      aria-label="Dependencies"
      aria-busy="true"
      className={clsx('block min-h-0 flex-1 overflow-hidden', rowHeightVariable)}
    >
      <caption className="block h-7 border-y border-line bg-rail max-sm:hidden" />
      <tbody className="relative block">
        {rows.map((index) => (
          <DependencySkeletonRow key={index} index={index} />
        ))}
      </tbody>
    </table>
  )
}
