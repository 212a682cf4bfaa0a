'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { type MouseEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useShortcuts } from '@/components/session/shortcuts'
import { useNarrow } from '@/components/ui/use-narrow'
import type { ServicesFilters } from '@/lib/client/queries'
import type { ServicesPage, Sort } from '@/lib/contract/services'
import { serviceKey } from '@/lib/domain/service/service-ref'
import { AliasRow } from './alias-row'
import { groupKey, liveColours } from './live-colours'
import { headHeight, rowHeight, rowHeightVariable } from './row-grid'
import { SkeletonRow } from './skeleton-row'
import { TableHead } from './table-head'
import { useRows } from './use-rows'

export interface VisibleRange {
  start: number
  end: number
}

interface AliasTableProps {
  filters: ServicesFilters
  page: ServicesPage
  onSort: (sort: Sort) => void
  /** The reader's pointer or focus is among the rows, or left them. */
  onPresence: (isPresent: boolean) => void
  /** Below the rows: told which of them are on screen. */
  foot: (visible: VisibleRange) => ReactNode
}

/** The rows, of which only those near the screen exist. `j` and `k` move, `↵` opens; a click anywhere on a row opens it. */
export function AliasTable({ filters, page, onSort, onPresence, foot }: AliasTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
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
  const listKey = JSON.stringify(filters)
  const shownKey = useRef(listKey)
  useEffect(() => {
    if (shownKey.current === listKey) return
    shownKey.current = listKey
    scroller.current?.scrollTo({ top: 0 })
    setCurrent(0)
  }, [listKey])
  const items = virtualizer.getVirtualItems()
  const start = items[0]?.index ?? 0
  const end = items.at(-1)?.index ?? 0
  const rowAt = useRows(filters, page, { start, end })
  const colours = useMemo(() => liveColours(page.items), [page.items])
  const stale = useMemo(
    () => new Set(page.clusters.filter(({ state }) => state === 'stale' || state === 'denied').map(({ name }) => name)),
    [page.clusters],
  )
  const tabStop = current >= start && current <= end ? current : start

  const move = (step: 1 | -1) => {
    const focused = focusedIndex(scroller.current)
    const next = focused === null ? tabStop : Math.min(page.total - 1, Math.max(0, focused + step))
    virtualizer.scrollToIndex(next, { align: 'auto' })
    setCurrent(next)
    requestAnimationFrame(() => linkAt(scroller.current, next)?.focus({ preventScroll: true }))
  }
  useShortcuts({ j: () => move(1), k: () => move(-1) })

  return (
    <>
      <div ref={scroller} {...presence} className={clsx('min-h-0 flex-1 overflow-y-auto', rowHeightVariable)}>
        <table aria-label="Aliases" aria-rowcount={page.total + 1} className="block">
          <TableHead sort={filters.sort} onSort={onSort} />
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard opens the link of the row */}
          <tbody
            onClick={openRow}
            onFocus={(event) => setCurrent(indexOf(event.target) ?? current)}
            className="relative block"
            style={{ height: `calc(var(--row) * ${page.total})` }}
          >
            {items.map(({ index }) => {
              const row = rowAt(index)
              if (row === undefined) return <SkeletonRow key={index} index={index} />
              return (
                <AliasRow
                  key={serviceKey(row)}
                  row={row}
                  index={index}
                  live={colours.get(groupKey(row) ?? '') ?? null}
                  isStale={stale.has(row.cluster)}
                  isTabStop={index === tabStop}
                />
              )
            })}
          </tbody>
        </table>
      </div>
      {foot({ start: virtualizer.range?.startIndex ?? 0, end: virtualizer.range?.endIndex ?? 0 })}
    </>
  )
}

/** A mouse over the rows or focus among them; a finger leaves no trace. */
function usePresence(onPresence: (isPresent: boolean) => void) {
  const present = useRef({ pointer: false, focus: false })
  const tell = (change: Partial<{ pointer: boolean; focus: boolean }>) => {
    present.current = { ...present.current, ...change }
    onPresence(present.current.pointer || present.current.focus)
  }
  return {
    onPointerEnter: ({ pointerType }: { pointerType: string }) => tell({ pointer: pointerType !== 'touch' }),
    onPointerLeave: () => tell({ pointer: false }),
    onFocusCapture: () => tell({ focus: true }),
    onBlurCapture: () => tell({ focus: false }),
  }
}

function openRow(event: MouseEvent<HTMLElement>): void {
  if (!(event.target instanceof Element) || event.target.closest('a, button') !== null) return
  if (window.getSelection()?.toString()) return
  const link = event.target.closest('tr')?.querySelector('a')
  const { ctrlKey, metaKey, shiftKey } = event
  link?.dispatchEvent(new window.MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }))
}

function linkAt(scroller: HTMLElement | null, index: number): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`a[data-index="${index}"]`) ?? null
}

function focusedIndex(scroller: HTMLElement | null): number | null {
  const { activeElement } = document
  return scroller?.contains(activeElement) ? indexOf(activeElement) : null
}

function indexOf(element: Element | EventTarget | null): number | null {
  const index = element instanceof HTMLElement ? element.dataset.index : undefined
  return index === undefined ? null : Number(index)
}
