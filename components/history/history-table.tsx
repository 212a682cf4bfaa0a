'use client'

import { clsx } from 'clsx'
import { useRef } from 'react'
import { lineAt, useLineKeys } from '@/components/inventory/use-line-keys'
import { usePresence } from '@/components/inventory/use-presence'
import { useShortcuts } from '@/components/session/shortcuts'
import { Button } from '@/components/ui/button'
import { useTimed } from '@/components/ui/now'
import { useTimeZone } from '@/components/ui/use-time-zone'
import type { ChangeView } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { ChangeDetails } from './change-details'
import { ChangeRow } from './change-row'
import { byDay, dayKey, dayWords } from './day-of'
import { historyGrid } from './history-grid'
import { decidingChanges, wayBack } from './in-force'
import { sumWords } from './sum-words'

interface HistoryTableProps {
  changes: readonly ChangeView[]
  listKey: string
  openId: string
  onUnfold: (id: string | null) => void
  membersOf: (service: ServiceRef) => Group['members'] | null
  onWayBack: (change: ChangeView) => void
  onAgain: (change: ChangeView) => void
  /** The reader's pointer or focus is among the rows, or left them. */
  onPresence: (isPresent: boolean) => void
  more: { isLoading: boolean; load: () => void } | null
}

/** The changes by day. A row unfolds in its place. */
export function HistoryTable(props: HistoryTableProps) {
  const { changes, openId, onUnfold, membersOf, onWayBack, onAgain, more } = props
  const scroller = useRef<HTMLDivElement>(null)
  const presence = usePresence(props.onPresence)
  const zone = useTimeZone()
  const today = useTimed((nowMs) => dayKey(nowMs, zone))
  const places = new Map(changes.map(({ id }, index) => [id, index]))
  const deciding = decidingChanges(changes)
  const canGoBack = (change: ChangeView) => deciding.has(change.id) && wayBack(change) !== null
  const keys = useLineKeys({
    scroller,
    listKey: props.listKey,
    count: changes.length,
    lines: { start: 0, end: changes.length - 1 },
    scrollTo: (line) => scroller.current?.querySelector(`[data-index="${line}"]`)?.scrollIntoView({ block: 'nearest' }),
  })
  useShortcuts({
    u: () => {
      const change = changes[keys.acted()]
      if (change && canGoBack(change)) onWayBack(change)
    },
  })
  return (
    <div ref={scroller} {...presence} className="min-h-0 flex-1 overflow-y-auto">
      <table
        aria-label="Changes"
        className="block"
        onFocus={(event) => keys.setCurrent(lineAt(event.target) ?? keys.current)}
      >
        <HistoryHead />
        {byDay(changes, zone).map(({ key, items }) => (
          <tbody key={`${key} ${items[0]?.id}`} className="block">
            <tr className="flex h-8 items-center justify-between gap-3 border-b border-line bg-rail pr-4 pl-5 text-12 max-sm:pl-4">
              <th scope="rowgroup" colSpan={9} className="font-semibold whitespace-nowrap">
                {dayWords(key, today)}
              </th>
              <td className="truncate text-fg-3">{sumWords(items)}</td>
            </tr>
            {items.flatMap((change) => {
              const isOpen = change.id === openId
              const index = places.get(change.id) ?? 0
              const back = canGoBack(change) ? () => onWayBack(change) : null
              const row = (
                <ChangeRow
                  key={change.id}
                  {...{ change, index, isOpen, onWayBack: back }}
                  isTabStop={index === keys.tabStop}
                  members={membersOf(change.service)}
                  onToggle={() => onUnfold(isOpen ? null : change.id)}
                />
              )
              if (!isOpen) return [row]
              return [row, <ChangeDetails key={`${change.id} details`} {...{ change, onAgain, onWayBack: back }} />]
            })}
          </tbody>
        ))}
      </table>
      {more && (
        <p className="px-5 py-3 max-sm:px-4">
          <Button unavailable={more.isLoading} onClick={more.load}>
            {more.isLoading ? 'Reading older changes' : 'Show older changes'}
          </Button>
        </p>
      )}
    </div>
  )
}

const heads = ['Kind', 'From, to', 'Who', 'Why', 'Outcome', 'Seen', 'When'] as const

const hiding: Partial<Record<(typeof heads)[number], string>> = {
  Kind: 'max-lg:hidden',
  Who: 'max-md:hidden',
  Why: 'max-xl:hidden',
  Seen: 'max-lg:hidden text-right',
  When: 'text-right',
}

function HistoryHead() {
  return (
    <thead className="sticky top-0 z-2 block max-sm:hidden">
      <tr className={clsx(historyGrid, 'h-7 border-b border-line bg-rail text-11 text-fg-3')}>
        <td />
        <th scope="col" className="px-1.5 text-left font-medium">
          Alias
        </th>
        {heads.map((head) => (
          <th key={head} scope="col" className={clsx('truncate px-1.5 text-left font-medium', hiding[head])}>
            {head}
          </th>
        ))}
        <td />
      </tr>
    </thead>
  )
}
