'use client'

import { clsx } from 'clsx'
import { memo } from 'react'
import { aliasHref } from '@/components/action/alias-actions'
import { Icon } from '@/components/ui/icon'
import { iconButtonClass } from '@/components/ui/icon-button'
import { LaneMark } from '@/components/ui/lane-arm'
import { useTimed } from '@/components/ui/now'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { Row } from '@/lib/contract/row'
import type { Colour } from '@/lib/domain/group/colour'
import { cellClass, type DrawnColumns, RowCell } from './row-cell'
import { placeStyle, rowGrid } from './row-grid'

const freshMs = 60_000

interface AliasRowProps {
  row: Row
  /** Its line of the table. */
  index: number
  rowsBefore: number
  groupsBefore: number
  drawn: DrawnColumns
  /** The live colour of its group, where the list shows enough of it to know. */
  live: Colour | null
  isStale: boolean
  isSelected: boolean
  /** The one row that Tab leads to. */
  isTabStop: boolean
}

/** One alias: 32 px, or two lines of 58 px on a narrow screen. */
export const AliasRow = memo(function AliasRow(props: AliasRowProps) {
  const { row, index, drawn, isStale, isSelected, isTabStop } = props
  const isFresh = useTimed((nowMs) => nowMs - Date.parse(row.changedAt) < freshMs)
  const more = `More for ${visibleText(row.name)}`
  return (
    <tr
      aria-rowindex={index + 2}
      data-line={index}
      style={placeStyle(props)}
      className={clsx(
        rowGrid,
        'group/row absolute inset-x-0 h-(--row) border-b border-line contain-strict *:align-middle',
        isSelected ? 'bg-selected shadow-[inset_2px_0_0_var(--color-accent)]' : 'hover:bg-hover',
        isFresh &&
          'before:absolute before:top-[13px] before:left-[3px] before:size-[5px] before:rounded-full before:bg-accent max-sm:before:top-[26px]',
        isStale && '**:text-fg-3',
      )}
    >
      <td className="pl-2 max-sm:row-start-1 max-sm:pl-0">
        <SeverityGlyph severity={row.severity} />
        {isSelected && <span className="sr-only">selected</span>}
      </td>
      <td className="flex min-w-0 items-center gap-[3px] px-1.5 font-medium tracking-[-0.005em] max-sm:col-start-2 max-sm:row-start-1 max-sm:px-0">
        <a
          href={aliasHref(row)}
          data-index={index}
          tabIndex={isTabStop ? 0 : -1}
          title={row.name}
          className="min-w-0 truncate focus-visible:shadow-none focus-visible:after:pointer-events-none focus-visible:after:absolute focus-visible:after:inset-0 focus-visible:after:shadow-focus-in"
        >
          {visibleText(row.name)}
        </a>
        <Lane row={row} live={props.live} />
        <span aria-hidden="true" className="ml-[3px] truncate font-normal text-fg-3 sm:hidden">
          {visibleText(row.namespace)}
          {drawn.withCluster && `, ${row.cluster}`}
        </span>
      </td>
      {drawn.columns.map(({ key, hiding }) => (
        <RowCell key={key} column={key} row={row} className={`${cellClass(key, row, drawn.isByHost)} ${hiding}`} />
      ))}
      <td className="absolute right-3 max-sm:hidden">
        <button
          type="button"
          title={more}
          aria-label={more}
          aria-haspopup="menu"
          data-menu={index}
          tabIndex={isTabStop ? 0 : -1}
          className={iconButtonClass}
        >
          <Icon name="more" className="not-group-focus-within/row:hidden group-hover/row:block!" />
        </button>
      </td>
    </tr>
  )
})

function Lane({ row, live }: { row: Row; live: Colour | null }) {
  if (row.group === null || live === null) return null
  const { role } = row.group
  if (role === 'active') return <LaneMark colour={live} label={`${live} is live`} />
  return <LaneMark colour={role} live={role === live} label={role === live ? `${role}, live` : `${role}, standby`} />
}
