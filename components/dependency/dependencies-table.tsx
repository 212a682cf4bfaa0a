'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import type { VisibleRange } from '@/components/inventory/alias-table'
import { headHeight, rowHeight, rowHeightVariable } from '@/components/inventory/row-grid'
import { lineAt, useLineKeys } from '@/components/inventory/use-line-keys'
import { usePresence } from '@/components/inventory/use-presence'
import { useNarrow } from '@/components/ui/use-narrow'
import type { DependenciesFilters } from '@/lib/client/dependency-queries'
import type { DependenciesPage, DependencySort } from '@/lib/contract/dependencies'
import { DependenciesHead } from './dependencies-head'
import { DependencyRow } from './dependency-row'
import { DependencySkeletonRow } from './dependency-skeleton-row'
import { useDependencyWindows } from './use-dependency-windows'

interface DependenciesTableProps {
  filters: DependenciesFilters
  page: DependenciesPage
  onSort: (sort: DependencySort) => void
  /** The reader's pointer or focus is among the rows, or left them. */
  onPresence: (isPresent: boolean) => void
  /** Below the rows: told which lines are on screen. */
  foot: (visible: VisibleRange) => ReactNode
}

/** The hosts, of which only those near the screen exist. A click anywhere on a row opens it. */
export function DependenciesTable({ filters, page, onSort, onPresence, foot }: DependenciesTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const presence = usePresence(onPresence)
  const width = useNarrow() ? 'narrow' : 'wide'
  const virtualizer = useVirtualizer({
    count: page.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight[width],
    paddingStart: headHeight[width],
    scrollPaddingStart: headHeight[width],
    overscan: 12,
    initialRect: { width: 1200, height: 720 },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: it measures again when the heights change, not at every render
  useEffect(() => virtualizer.measure(), [width])

  const lines = virtualizer.getVirtualItems().map(({ index }) => index)
  const at = useDependencyWindows(filters, page, lines)
  const keys = useLineKeys({
    scroller,
    listKey: JSON.stringify(filters),
    count: page.total,
    lines: { start: lines[0] ?? 0, end: lines.at(-1) ?? 0 },
    scrollTo: (line) => virtualizer.scrollToIndex(line, { align: 'auto' }),
  })
  return (
    <>
      <div ref={scroller} {...presence} className={clsx('min-h-0 flex-1 overflow-y-auto', rowHeightVariable)}>
        <table aria-label="Dependencies" aria-rowcount={page.total + 1} className="block">
          <DependenciesHead sort={filters.sort} onSort={onSort} />
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard opens the link of the row */}
          <tbody
            onClick={openRow}
            onFocus={(event) => keys.setCurrent(lineAt(event.target) ?? keys.current)}
            className="relative block"
            style={{ height: `calc(var(--row) * ${page.total})` }}
          >
            {lines.map((index) => {
              const item = at(index)
              if (item === undefined) return <DependencySkeletonRow key={index} index={index} />
              return <DependencyRow key={item.host} item={item} index={index} isTabStop={index === keys.tabStop} />
            })}
          </tbody>
        </table>
      </div>
      {foot({ start: virtualizer.range?.startIndex ?? 0, end: virtualizer.range?.endIndex ?? 0 })}
    </>
  )
}

function openRow(event: MouseEvent<HTMLElement>): void {
  if (!(event.target instanceof Element) || event.target.closest('a, button') !== null) return
  if (window.getSelection()?.toString()) return
  const { ctrlKey, metaKey } = event
  const link = event.target.closest('tr')?.querySelector('a')
  link?.dispatchEvent(new window.MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey }))
}
