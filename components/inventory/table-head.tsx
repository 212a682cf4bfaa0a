'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import type { Sort, SortKey } from '@/lib/contract/services'
import { type ColumnKey, columnHiding, columns } from './columns'
import { rowGrid } from './row-grid'

/** The headers of the table; those with an order choose it, a second press turns it round. */
export function TableHead({ columns: shown, sort, onSort }: TableHeadProps) {
  return (
    <thead className="sticky top-0 z-2 block max-sm:hidden">
      <tr aria-rowindex={1} className={clsx(rowGrid, 'h-7 border-y border-line bg-rail text-11 text-fg-3')}>
        <SortHeader
          label="Severity"
          title="Severity, worst first"
          first="severity"
          className="pl-2"
          sort={sort}
          onSort={onSort}
        >
          <Icon
            name="down"
            className={clsx(sort === '-severity' && 'rotate-180', keyOf(sort) !== 'severity' && 'text-fg-3')}
          />
          <span className="sr-only">Severity</span>
        </SortHeader>
        <SortHeader label="Name" first="name" className="px-1.5" sort={sort} onSort={onSort} />
        {shown.map((key) => (
          <Header key={key} column={key} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  )
}

interface TableHeadProps {
  columns: readonly ColumnKey[]
  sort: Sort
  onSort: (sort: Sort) => void
}

function Header({ column, sort, onSort }: { column: ColumnKey; sort: Sort; onSort: (sort: Sort) => void }) {
  const { label, title, isNumber = false, sort: first } = columns[column]
  const place = clsx('px-1.5', isNumber && 'justify-end', columnHiding(column))
  if (first !== undefined) return <SortHeader {...{ label, title, first, sort, onSort }} className={place} />
  return (
    <th scope="col" className={clsx('min-w-0 text-left font-medium', place)}>
      <span className={column === 'chain' ? 'sr-only' : 'block truncate'}>{label}</span>
    </th>
  )
}

interface SortHeaderProps {
  label: string
  title?: string | undefined
  /** The order that the first press gives; the second turns it round. */
  first: Sort
  sort: Sort
  onSort: (sort: Sort) => void
  className: string
  children?: ReactNode
}

function SortHeader({ label, title, first, sort, onSort, className, children }: SortHeaderProps) {
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
        {children ?? (
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
