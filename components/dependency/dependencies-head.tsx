'use client'

import { clsx } from 'clsx'
import { Icon } from '@/components/ui/icon'
import { SortHeader } from '@/components/ui/sort-header'
import type { DependencySort } from '@/lib/contract/dependencies'
import { columnHeads, dependencyColumns, dependencyGrid } from './dependency-columns'

interface DependenciesHeadProps {
  sort: DependencySort
  onSort: (sort: DependencySort) => void
}

/** The headers of the table; those with an order choose it, a second press turns it round. */
export function DependenciesHead({ sort, onSort }: DependenciesHeadProps) {
  const isBySeverity = sort.endsWith('severity')
  return (
    <thead className="sticky top-0 z-2 block max-sm:hidden">
      <tr aria-rowindex={1} className={clsx(dependencyGrid, 'h-7 border-y border-line bg-rail text-11 text-fg-3')}>
        <SortHeader
          label="Severity"
          title="Severity, worst first"
          orders={['severity', '-severity']}
          className="pl-2"
          {...{ sort, onSort }}
        >
          <Icon name="down" className={clsx(sort === '-severity' && 'rotate-180', isBySeverity || 'text-fg-3')} />
          <span className="sr-only">Severity</span>
        </SortHeader>
        <SortHeader label="Host" orders={['host', '-host']} className="px-1.5" {...{ sort, onSort }} />
        {dependencyColumns.map((column) => {
          const { label, orders, isNumber = false, title, hiding } = columnHeads[column]
          const place = clsx('px-1.5', isNumber && 'justify-end', hiding)
          if (orders) return <SortHeader key={column} {...{ label, title, orders, sort, onSort }} className={place} />
          return (
            <th key={column} scope="col" className={clsx('min-w-0 truncate text-left font-medium', place)}>
              {label}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
