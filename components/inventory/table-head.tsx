'use client'

import { clsx } from 'clsx'
import { memo } from 'react'
import { Icon } from '@/components/ui/icon'
import { SortHeader } from '@/components/ui/sort-header'
import type { Sort, SortKey } from '@/lib/contract/services'
import { type ColumnKey, columnHiding, columns } from './columns'
import { rowGrid } from './row-grid'

/** The headers of the table; those with an order choose it, a second press turns it round. */
export const TableHead = memo(function TableHead({ columns: shown, sort, onSort }: TableHeadProps) {
  return (
    <thead className="sticky top-0 z-2 block max-sm:hidden">
      <tr aria-rowindex={1} className={clsx(rowGrid, 'h-7 border-y border-line bg-rail text-11 text-fg-3')}>
        <SortHeader
          label="Severity"
          title="Severity, worst first"
          orders={ordersOf('severity')}
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
        <SortHeader label="Name" orders={ordersOf('name')} className="px-1.5" sort={sort} onSort={onSort} />
        {shown.map((key) => (
          <Header key={key} column={key} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  )
})

interface TableHeadProps {
  columns: readonly ColumnKey[]
  sort: Sort
  onSort: (sort: Sort) => void
}

function Header({ column, sort, onSort }: { column: ColumnKey; sort: Sort; onSort: (sort: Sort) => void }) {
  const { label, title, isNumber = false, sort: first } = columns[column]
  const place = clsx('px-1.5', isNumber && 'justify-end', columnHiding(column))
  if (first !== undefined)
    return <SortHeader {...{ label, title, sort, onSort }} orders={ordersOf(first)} className={place} />
  return (
    <th scope="col" className={clsx('min-w-0 text-left font-medium', place)}>
      <span className={column === 'chain' ? 'sr-only' : 'block truncate'}>{label}</span>
    </th>
  )
}

function keyOf(sort: Sort): string {
  return sort.replace('-', '')
}

function ordersOf(first: Sort): readonly [Sort, Sort] {
  return [first, turned(first)]
}

function turned(sort: Sort): Sort {
  return sort.startsWith('-') ? (sort.slice(1) as SortKey) : (`-${sort}` as Sort)
}
