'use client'

import { clsx } from 'clsx'
import { useRef } from 'react'
import { lineAt, useLineKeys } from '@/components/inventory/use-line-keys'
import { usePresence } from '@/components/inventory/use-presence'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { SortHeader } from '@/components/ui/sort-header'
import type { FindingItem, FindingSort } from '@/lib/contract/findings'
import { FindingDetails } from './finding-details'
import { findingGrid } from './finding-grid'
import { FindingRow } from './finding-row'
import { findingKey } from './finding-words'

interface FindingsTableProps {
  items: readonly FindingItem[]
  listKey: string
  sort: FindingSort
  onSort: (sort: FindingSort) => void
  openKey: string
  onUnfold: (key: string | null) => void
  /** The reader's pointer or focus is among the rows, or left them. */
  onPresence: (isPresent: boolean) => void
  more: { isLoading: boolean; load: () => void } | null
}

/** The findings. A row unfolds in its place. */
export function FindingsTable({ items, listKey, openKey, onUnfold, more, ...rest }: FindingsTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const presence = usePresence(rest.onPresence)
  const keys = useLineKeys({
    scroller,
    listKey,
    count: items.length,
    lines: { start: 0, end: items.length - 1 },
    scrollTo: (line) => scroller.current?.querySelector(`[data-index="${line}"]`)?.scrollIntoView({ block: 'nearest' }),
  })
  return (
    <div ref={scroller} {...presence} className="min-h-0 flex-1 overflow-y-auto">
      <table
        aria-label="Findings"
        className="block"
        onFocus={(event) => keys.setCurrent(lineAt(event.target) ?? keys.current)}
      >
        <FindingsHead sort={rest.sort} onSort={rest.onSort} />
        <tbody className="block">
          {items.flatMap((item, index) => {
            const key = findingKey(item)
            const isOpen = key === openKey
            const row = (
              <FindingRow
                key={key}
                {...{ item, index, isOpen }}
                isTabStop={index === keys.tabStop}
                onToggle={() => onUnfold(isOpen ? null : key)}
              />
            )
            return isOpen ? [row, <FindingDetails key={`${key} details`} item={item} />] : [row]
          })}
        </tbody>
      </table>
      {more && (
        <p className="px-5 py-3 max-sm:px-4">
          <Button unavailable={more.isLoading} onClick={more.load}>
            {more.isLoading ? 'Reading more findings' : 'Show more findings'}
          </Button>
        </p>
      )}
    </div>
  )
}

function FindingsHead({ sort, onSort }: Pick<FindingsTableProps, 'sort' | 'onSort'>) {
  const head = { sort, onSort }
  return (
    <thead className="sticky top-0 z-2 block max-sm:hidden">
      <tr className={clsx(findingGrid, 'h-7 border-b border-line bg-rail text-11 text-fg-3')}>
        <SortHeader
          label="Severity"
          title="Severity, worst first"
          orders={['severity', '-severity']}
          className="pl-2"
          {...head}
        >
          <Icon
            name="down"
            className={clsx(sort === '-severity' && 'rotate-180', sort.endsWith('severity') || 'text-fg-3')}
          />
          <span className="sr-only">Severity</span>
        </SortHeader>
        <SortHeader label="Finding" orders={['code', '-code']} className="px-1.5" {...head} />
        <SortHeader label="Alias" orders={['name', '-name']} className="px-1.5" {...head} />
        <th scope="col" className="truncate px-1.5 text-left font-medium max-md:hidden">
          Seen
        </th>
        <SortHeader label="Owner" orders={['owner', '-owner']} className="px-1.5 max-lg:hidden" {...head} />
        <SortHeader
          label="Environment"
          orders={['environment', '-environment']}
          className="px-1.5 max-xl:hidden"
          {...head}
        />
      </tr>
    </thead>
  )
}
