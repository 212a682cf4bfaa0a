'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { memo } from 'react'
import { placeStyle } from '@/components/inventory/row-grid'
import { HostText } from '@/components/ui/host-text'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { DependencyItem } from '@/lib/contract/dependencies'
import { DependencyCell, narrowCell } from './dependency-cell'
import { columnHeads, dependencyColumns, dependencyGrid } from './dependency-columns'
import { dependencyHref } from './dependency-href'

interface DependencyRowProps {
  item: DependencyItem
  /** Its line of the table. */
  index: number
  /** The one row that Tab leads to. */
  isTabStop: boolean
}

/** One host: 32 px, or two lines of 58 px on a narrow screen. */
export const DependencyRow = memo(function DependencyRow({ item, index, isTabStop }: DependencyRowProps) {
  return (
    <tr
      aria-rowindex={index + 2}
      style={placeStyle({ rowsBefore: index, groupsBefore: 0 })}
      className={clsx(
        dependencyGrid,
        'absolute inset-x-0 h-(--row) cursor-pointer border-b border-line *:align-middle hover:bg-hover',
        'has-[a:focus-visible]:z-1 has-[a:focus-visible]:shadow-focus-in',
      )}
    >
      <td className="pl-2 max-sm:row-start-1 max-sm:pl-0">
        <SeverityGlyph severity={item.severity} />
      </td>
      <td className="min-w-0 px-1.5 max-sm:col-start-2 max-sm:row-start-1 max-sm:px-0">
        <Link
          href={dependencyHref(item.host)}
          prefetch={false}
          data-index={index}
          tabIndex={isTabStop ? 0 : -1}
          className="block min-w-0 focus-visible:shadow-none"
        >
          <HostText host={item.host} />
        </Link>
      </td>
      {dependencyColumns.map((column) => (
        <td
          key={column}
          className={clsx(
            'min-w-0 truncate px-1.5',
            columnHeads[column].isNumber && 'text-right text-12 text-fg-2',
            columnHeads[column].hiding,
            narrowCell(column, item),
          )}
        >
          <DependencyCell column={column} item={item} />
        </td>
      ))}
    </tr>
  )
})
