'use client'

import { clsx } from 'clsx'
import { Icon } from '@/components/ui/icon'
import type { Sort, SortKey } from '@/lib/contract/services'
import { rowGrid } from './row-grid'

interface Column {
  label: string
  /** The order that its header chooses; the first press gives it as written. */
  sort?: Sort
  className?: string
  title?: string
}

const columns: readonly Column[] = [
  { label: 'Severity', sort: 'severity', className: 'pl-2', title: 'Severity, worst first' },
  { label: 'Name', sort: 'name', className: 'px-1.5' },
  { label: 'Namespace', sort: 'namespace', className: 'px-1.5' },
  { label: 'Target', sort: 'target', className: 'px-1.5' },
  { label: 'Chain', className: 'sr-only' },
  { label: 'Leads to', className: 'px-1.5' },
  {
    label: 'TTL s',
    sort: 'ttl',
    className: 'justify-end px-1.5 max-xl:hidden',
    title: 'Seconds left / the highest seen',
  },
  { label: 'Owner', sort: 'owner', className: 'px-1.5 max-md:hidden' },
  { label: 'Environment', sort: 'environment', className: 'px-1.5 max-md:hidden' },
  { label: 'Changed', sort: '-changed', className: 'justify-end px-1.5' },
]

/** The headers of the table; those with an order choose it, a second press turns it round. */
export function TableHead({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  return (
    <thead className="sticky top-0 z-2 block max-sm:hidden">
      <tr aria-rowindex={1} className={clsx(rowGrid, 'h-7 border-y border-line bg-rail text-11 text-fg-3')}>
        {columns.map((column) => (
          <Header key={column.label} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  )
}

function Header({ column, sort, onSort }: { column: Column; sort: Sort; onSort: (sort: Sort) => void }) {
  const { label, className, title } = column
  if (column.sort === undefined) {
    // A hidden word still takes its place in the grid.
    return (
      <th scope="col" className={clsx('min-w-0 text-left font-medium', className !== 'sr-only' && className)}>
        <span className={className === 'sr-only' ? 'sr-only' : undefined}>{label}</span>
      </th>
    )
  }
  const first = column.sort
  const isSorted = keyOf(sort) === keyOf(first)
  const next = isSorted && sort === first ? turned(first) : first
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (sort.startsWith('-') ? 'descending' : 'ascending') : undefined}
      className={clsx('flex min-w-0', className)}
    >
      <button
        type="button"
        title={title}
        onClick={() => onSort(next)}
        className={clsx(
          'flex h-6 min-w-0 items-center gap-0.5 rounded-4 font-medium hover:text-fg',
          isSorted && 'text-fg',
        )}
      >
        {keyOf(first) === 'severity' ? (
          <>
            <Icon name="down" className={clsx(sort === '-severity' && 'rotate-180', !isSorted && 'text-fg-3')} />
            <span className="sr-only">{label}</span>
          </>
        ) : (
          <>
            <span className="truncate">{label}</span>
            {isSorted && <Icon name="down" size={12} className={clsx(sort.startsWith('-') && 'rotate-180')} />}
          </>
        )}
      </button>
    </th>
  )
}

function keyOf(sort: Sort): string {
  return sort.replace('-', '')
}

function turned(sort: Sort): Sort {
  return sort.startsWith('-') ? (sort.slice(1) as SortKey) : (`-${sort}` as Sort)
}
