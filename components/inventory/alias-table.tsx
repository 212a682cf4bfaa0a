'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { useRouter } from 'next/navigation'
import { type MouseEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useNarrow } from '@/components/ui/use-narrow'
import type { ServicesFilters } from '@/lib/client/queries'
import type { Row } from '@/lib/contract/row'
import type { RowGroup } from '@/lib/contract/row-group'
import type { ServicesPage, Sort } from '@/lib/contract/services'
import { serviceKey } from '@/lib/domain/service/service-ref'
import { AliasRow } from './alias-row'
import type { ColumnKey } from './columns'
import { GroupHeader } from './group-header'
import { type ListItem, listLayout } from './list-layout'
import { groupKey, liveColours } from './live-colours'
import { drawnColumns } from './row-cell'
import { gridStyle, groupHeight, headHeight, rowHeight, rowHeightVariable } from './row-grid'
import { RowMenuOpener } from './row-menu-opener'
import { SkeletonRow } from './skeleton-row'
import { TableHead } from './table-head'
import { lineAt } from './use-line-keys'
import { lineOf, useListKeys } from './use-list-keys'
import { usePresence } from './use-presence'
import { useRows } from './use-rows'
import type { Selection } from './use-selection'

// Rows beyond those in sight: the first page comes with hardly any, because each takes time until it is seen.
const firstOverscanned = 2
const overscanned = 12

export interface VisibleRange {
  start: number
  end: number
}

interface AliasTableProps {
  filters: ServicesFilters
  page: ServicesPage
  columns: readonly ColumnKey[]
  selection: Selection
  isFolded: (group: RowGroup) => boolean
  onFold: (group: RowGroup) => void
  onSort: (sort: Sort) => void
  /** The reader's pointer or focus is among the rows, or left them. */
  onPresence: (isPresent: boolean) => void
  /** Below the rows: told which lines are on screen, and whether the table has any rows to move through. */
  foot: (visible: VisibleRange) => ReactNode
}

/** The rows, of which only those near the screen exist. A click anywhere on a row opens it, with shift it selects. */
export function AliasTable(props: AliasTableProps) {
  const { filters, page, columns, selection } = props
  const scroller = useRef<HTMLDivElement>(null)
  const presence = usePresence(props.onPresence)
  const router = useRouter()
  const width = useNarrow() ? 'narrow' : 'wide'
  const { isFolded } = props
  const [overscan, setOverscan] = useState(firstOverscanned)
  const layout = useMemo(() => listLayout(page.total, page.groups, isFolded), [page.total, page.groups, isFolded])
  const virtualizer = useVirtualizer({
    count: layout.count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (layout.at(index).kind === 'group' ? groupHeight : rowHeight)[width],
    paddingStart: headHeight[width],
    scrollPaddingStart: headHeight[width],
    overscan,
    initialRect: { width: 1200, height: 720 },
    // What is scrolled is drawn by the browser at once; rows that come into sight are there before, and may take until the next frame.
    useFlushSync: false,
  })
  useEffect(() => setOverscan(overscanned), [])
  // Where headers stand decides the heights; the virtualizer only looks at how many lines there are.
  const shape = page.groups?.map((group) => `${isFolded(group) ? 0 : group.total}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: it measures again when the shape changes, not at every render
  useEffect(() => virtualizer.measure(), [shape, width])

  const listKey = JSON.stringify(filters)
  const lines = virtualizer.getVirtualItems().map(({ index }) => ({ index, item: layout.at(index) }))
  const rows = useRows(
    filters,
    page,
    lines.flatMap(({ item }) => (item.kind === 'row' ? [item.place] : [])),
  )
  const rowAt = (line: number) => rowOf(layout.at(line), rows.at)
  const keys = useListKeys({
    scroller,
    listKey,
    count: layout.count,
    lines: { start: lines[0]?.index ?? 0, end: lines.at(-1)?.index ?? 0 },
    rowAt,
    scrollTo: (line) => virtualizer.scrollToIndex(line, { align: 'auto' }),
    onSelect: (line, isRange) => void select(line, isRange),
  })
  const select = async (line: number, isRange: boolean) => {
    const item = layout.at(line)
    const row = rowAt(line)
    if (item.kind === 'group' || row === undefined) return
    if (isRange && selection.from !== null) selection.add(await rows.between(selection.from, item.place))
    else selection.toggle(row, item.place)
  }
  const drawn = useMemo(() => drawnColumns(columns, filters.by === 'host'), [columns, filters.by])
  const colours = useMemo(() => liveColours(page.items), [page.items])
  const stale = useMemo(
    () => new Set(page.clusters.filter(({ state }) => state === 'stale' || state === 'denied').map(({ name }) => name)),
    [page.clusters],
  )
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const line = lineOf(event.target)
    const item = line === null ? null : layout.at(line)
    if (line !== null && item?.kind === 'group') props.onFold(item.group)
    else if (line !== null && event.shiftKey) {
      event.preventDefault()
      window.getSelection()?.removeAllRanges()
      void select(line, true)
    } else openRow(event, router.push)
  }
  return (
    <>
      <div ref={scroller} {...presence} className={clsx('min-h-0 flex-1 overflow-y-auto', rowHeightVariable)}>
        <table aria-label="Aliases" aria-rowcount={layout.count + 1} className="block" style={gridStyle(columns)}>
          <TableHead columns={columns} sort={filters.sort} onSort={props.onSort} />
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard opens the link of the row */}
          <tbody
            onClick={onClick}
            onFocus={(event) => keys.setCurrent(lineAt(event.target) ?? keys.current)}
            className="relative block cursor-pointer"
            style={{ height: `calc(var(--row) * ${layout.rows} + var(--group) * ${layout.groups})` }}
          >
            {lines.map(({ index, item }) => {
              const isTabStop = index === keys.tabStop
              if (item.kind === 'group') {
                const { kind: _, ...header } = item
                return (
                  <GroupHeader
                    key={`group ${item.group.value}`}
                    {...header}
                    by={filters.by ?? 'host'}
                    index={index}
                    isTabStop={isTabStop}
                  />
                )
              }
              const row = rows.at(item.place)
              if (row === undefined) return <SkeletonRow key={index} index={index} place={item} />
              return (
                <AliasRow
                  key={serviceKey(row)}
                  row={row}
                  index={index}
                  rowsBefore={item.rowsBefore}
                  groupsBefore={item.groupsBefore}
                  drawn={drawn}
                  live={colours.get(groupKey(row) ?? '') ?? null}
                  isStale={stale.has(row.cluster)}
                  isSelected={selection.has(row)}
                  isTabStop={isTabStop}
                />
              )
            })}
          </tbody>
        </table>
      </div>
      <RowMenuOpener
        scroller={scroller}
        rowAt={rowAt}
        current={keys.tabStop}
        onSelect={(line) => void select(line, false)}
      />
      {props.foot({ start: virtualizer.range?.startIndex ?? 0, end: virtualizer.range?.endIndex ?? 0 })}
    </>
  )
}

function rowOf(item: ListItem, at: (place: number) => Row | undefined): Row | undefined {
  return item.kind === 'row' ? at(item.place) : undefined
}

/** The link of a row is followed within the console; a click beside it is one on it. */
function openRow(event: MouseEvent<HTMLElement>, goTo: (href: string) => void): void {
  if (!(event.target instanceof Element)) return
  const { ctrlKey, metaKey, altKey } = event
  const chosen = event.target.closest('a, button')
  if (chosen instanceof HTMLAnchorElement && !ctrlKey && !metaKey && !altKey) {
    event.preventDefault()
    goTo(chosen.getAttribute('href') ?? '/')
  }
  if (chosen !== null || window.getSelection()?.toString()) return
  const link = event.target.closest('tr')?.querySelector('a')
  link?.dispatchEvent(new window.MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey }))
}
