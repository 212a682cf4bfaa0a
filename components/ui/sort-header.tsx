import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Icon } from './icon'

interface SortHeaderProps<Sort extends string> {
  label: string
  title?: string | undefined
  /** The order that the first press gives, and the one that the second does: the same key, the other way. */
  orders: readonly [first: Sort, second: Sort]
  sort: Sort
  onSort: (sort: Sort) => void
  className: string
  children?: ReactNode
}

/** The header of a column that chooses the order; a second press turns it round. A sort key has `-` before it for descending. */
export function SortHeader<Sort extends string>(props: SortHeaderProps<Sort>) {
  const { label, title, orders, sort, onSort, className, children } = props
  const [first, second] = orders
  const isSorted = sort === first || sort === second
  const isDescending = sort.startsWith('-')
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : undefined}
      className={clsx('flex min-w-0', className)}
    >
      <button
        type="button"
        title={title}
        onClick={() => onSort(sort === first ? second : first)}
        className={clsx(
          'flex h-6 min-w-0 items-center gap-0.5 rounded-4 font-medium hover:text-fg',
          isSorted && 'text-fg',
        )}
      >
        {children ?? (
          <>
            <span className="truncate">{label}</span>
            {isSorted && <Icon name="down" size={12} className={clsx(isDescending && 'rotate-180')} />}
          </>
        )}
      </button>
    </th>
  )
}
