'use client'

import { useState } from 'react'
import { useHeldList } from '@/components/inventory/use-held-list'
import { LastHeard } from '@/components/session/last-heard'
import { useShortcuts } from '@/components/session/shortcuts'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Kbd } from '@/components/ui/kbd'
import { StatusBar } from '@/components/ui/status-bar'
import type { FindingsFilters } from '@/lib/client/finding-queries'
import type { FindingsPage } from '@/lib/contract/findings'
import { findingTokens } from './finding-params'
import { findingKey } from './finding-words'
import { FindingsTable } from './findings-table'
import { useFindingWindows } from './use-finding-windows'
import type { FindingsUrl } from './use-findings-url'

interface FindingsListProps {
  page: FindingsPage
  /** The page answers earlier filters; the one for these is still to come. */
  isEarlier: boolean
  filters: FindingsFilters
  url: FindingsUrl
}

const number = new Intl.NumberFormat('en')

const heldFindings = {
  shapeOf: ({ items, total }: FindingsPage) => ({ keys: items.map(findingKey), total }),
  withNewestValues: (shown: FindingsPage, latest: FindingsPage): FindingsPage => {
    const newest = new Map(latest.items.map((item) => [findingKey(item), item]))
    return { ...latest, total: shown.total, items: shown.items.map((item) => newest.get(findingKey(item)) ?? item) }
  },
}

/** The findings in the order that the reader last saw, or why there are none. */
export function FindingsList({ page: latest, isEarlier, filters, url }: FindingsListProps) {
  const listKey = JSON.stringify(filters)
  const [isPresent, setPresent] = useState(false)
  const list = useHeldList(latest, { listKey, isHeld: isPresent, isEarlier }, heldFindings)
  const windows = useFindingWindows(filters, list.page, listKey)
  useShortcuts({ '.': list.apply })
  if (list.page.total === 0) return <NoFindings url={url} />
  return (
    <div aria-busy={isEarlier} className="flex min-h-0 flex-1 flex-col">
      <FindingsTable
        items={windows.items}
        listKey={listKey}
        sort={filters.sort}
        onSort={url.sortBy}
        openKey={url.params.open}
        onUnfold={url.unfold}
        onPresence={setPresent}
        more={windows.hasMore ? { isLoading: windows.isLoading, load: windows.more } : null}
      />
      <StatusBar>
        <span>
          Findings 1–{number.format(windows.items.length)} of {number.format(list.page.total)}
        </span>
        <span className="flex gap-1">
          <Kbd>j</Kbd> <Kbd>k</Kbd> move
        </span>
        <span className="flex gap-1">
          <Kbd>↵</Kbd> unfold
        </span>
        <span role="status" className="flex flex-1 items-center">
          {list.waiting > 0 && (
            <Button variant="quiet" className="h-6 text-11 text-accent" onClick={list.apply}>
              <Kbd>.</Kbd> {list.waiting === 1 ? '1 update' : `${number.format(list.waiting)} updates`}
            </Button>
          )}
        </span>
        <LastHeard />
      </StatusBar>
    </div>
  )
}

function NoFindings({ url }: { url: FindingsUrl }) {
  const { q, suppressed } = url.params
  const hasFilters = q.trim() !== '' || suppressed !== 'no' || findingTokens(url.params).length > 0
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {hasFilters ? (
        <EmptyState title="No finding matches" action={<Button onClick={url.clear}>Remove all filters</Button>}>
          No finding of an alias that you may list has all of these.
        </EmptyState>
      ) : (
        <EmptyState title="Nothing to report">The rules found nothing at the aliases that you may list.</EmptyState>
      )}
    </div>
  )
}
