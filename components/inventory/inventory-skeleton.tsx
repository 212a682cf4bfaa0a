import { clsx } from 'clsx'
import { rowHeightVariable } from './row-grid'
import { SkeletonRow } from './skeleton-row'

const rows = Array.from({ length: 24 }, (_, index) => index)

/** The table before its first rows, of the final size. */
export function InventorySkeleton() {
  return (
    <table
      aria-label="Aliases"
      aria-busy="true"
      className={clsx('block min-h-0 flex-1 overflow-hidden', rowHeightVariable)}
    >
      <caption className="block h-7 border-y border-line bg-rail max-sm:hidden" />
      <tbody className="relative block">
        {rows.map((index) => (
          <SkeletonRow key={index} index={index} place={{ rowsBefore: index, groupsBefore: 0 }} />
        ))}
      </tbody>
    </table>
  )
}
