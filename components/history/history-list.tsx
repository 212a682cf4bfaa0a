'use client'

import { useState } from 'react'
import { ChangeSheet } from '@/components/change/change-sheet'
import { serviceOf } from '@/components/change/change-title'
import { useChangeFlow } from '@/components/change/use-change-flow'
import { useHeldList } from '@/components/inventory/use-held-list'
import { useShortcuts } from '@/components/session/shortcuts'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { ChangesFilters } from '@/lib/client/changes-queries'
import type { ChangesList } from '@/lib/contract/changes'
import { historyTokens } from './history-params'
import { HistoryStatus } from './history-status'
import { HistoryTable } from './history-table'
import { startWayBack } from './start-way-back'
import { useGroupMembers } from './use-group-members'
import type { HistoryUrl } from './use-history-url'
import { useHistoryWindows } from './use-history-windows'

interface HistoryListProps {
  page: ChangesList
  /** The page answers earlier filters; the one for these is still to come. */
  isEarlier: boolean
  filters: ChangesFilters
  url: HistoryUrl
}

const heldChanges = {
  shapeOf: ({ items, total }: ChangesList) => ({ keys: items.map(({ id }) => id), total }),
  withNewestValues: (shown: ChangesList, latest: ChangesList): ChangesList => {
    const newest = new Map(latest.items.map((item) => [item.id, item]))
    return { ...latest, total: shown.total, items: shown.items.map((item) => newest.get(item.id) ?? item) }
  },
}

/** The changes in the order that the reader last saw, or why there are none. */
export function HistoryList({ page: latest, isEarlier, filters, url }: HistoryListProps) {
  const listKey = JSON.stringify(filters)
  const [isPresent, setPresent] = useState(false)
  const list = useHeldList(latest, { listKey, isHeld: isPresent, isEarlier }, heldChanges)
  const windows = useHistoryWindows(filters, list.page, listKey)
  const flow = useChangeFlow()
  const membersOf = useGroupMembers()
  useShortcuts({ '.': list.apply })
  if (list.page.total === 0) return <NoChanges url={url} />
  const { at } = flow.state
  const changed = serviceOf(at)
  return (
    <div aria-busy={isEarlier} className="flex min-h-0 flex-1 flex-col">
      <HistoryTable
        changes={windows.items}
        listKey={listKey}
        openId={url.params.open}
        onUnfold={url.unfold}
        membersOf={membersOf}
        onWayBack={(change) => startWayBack(flow, change)}
        onAgain={(change) => flow.retarget(change.service, change.to.target ?? '')}
        onPresence={setPresent}
        more={windows.hasMore ? { isLoading: windows.isLoading, load: windows.more } : null}
      />
      <HistoryStatus shown={windows.items.length} total={list.page.total} waiting={list.waiting} onApply={list.apply} />
      <ChangeSheet flow={flow} members={changed && membersOf(changed)} />
    </div>
  )
}

function NoChanges({ url }: { url: HistoryUrl }) {
  const { q, within, standing } = url.params
  const hasFilters = q.trim() !== '' || within !== null || standing !== null || historyTokens(url.params).length > 0
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {hasFilters ? (
        <EmptyState title="No change matches" action={<Button onClick={url.clear}>Remove all filters</Button>}>
          No change of a Service that you may list has all of these.
        </EmptyState>
      ) : (
        <EmptyState title="No change yet" icon="changes">
          What is changed from here is kept with its reason, its proof and its undo. What somebody else changes, by
          kubectl or from Git, is told here too.
        </EmptyState>
      )}
    </div>
  )
}
