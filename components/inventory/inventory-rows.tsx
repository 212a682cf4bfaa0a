'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotice } from '@/components/session/notices'
import { useShortcuts } from '@/components/session/shortcuts'
import { type ServicesFilters, sessionQuery, summaryQuery } from '@/lib/client/queries'
import type { ServicesPage } from '@/lib/contract/services'
import { AliasTable, type VisibleRange } from './alias-table'
import type { ColumnKey } from './columns'
import { InventoryStatus } from './inventory-status'
import { NoRows } from './no-rows'
import { SelectionBar } from './selection-bar'
import { heldServices, useHeldList } from './use-held-list'
import { foldKey, type InventoryUrl } from './use-inventory-params'
import { useSelection } from './use-selection'

interface InventoryRowsProps {
  page: ServicesPage
  /** The page answers earlier filters; the one for these is still to come. */
  isEarlier: boolean
  filters: ServicesFilters
  columns: readonly ColumnKey[]
  url: InventoryUrl
  problem: string | null
  /** The reader wants what waited. */
  onApply: () => void
  onExport: (format: 'csv' | 'json', keys: ReadonlySet<string>) => void
}

/** The rows in the order that the reader last saw, or why there are none; what is selected, and where in the list this is. */
export function InventoryRows(props: InventoryRowsProps) {
  const { page: latest, filters, columns, url, problem } = props
  const listKey = JSON.stringify(filters)
  const [isPresent, setPresent] = useState(false)
  const list = useHeldList(latest, { listKey, isHeld: isPresent, isEarlier: props.isEarlier }, heldServices)
  const selection = useSelection(listKey)
  const say = useNotice()
  const total = useQuery(summaryQuery()).data?.total
  const user = useQuery(sessionQuery()).data?.identity.user
  const apply = () => {
    list.apply()
    props.onApply()
  }
  useShortcuts({ '.': apply })
  const copyNames = async () => {
    const names = [...selection.rows.values()].map(({ serviceName }) => serviceName)
    try {
      await navigator.clipboard.writeText(names.join('\n'))
      say(`Copied ${names.length} service ${names.length === 1 ? 'name' : 'names'}`)
    } catch {
      say('Could not copy: this browser does not let the page write to the clipboard.', 'warning')
    }
  }
  const status = (visible: VisibleRange) => (
    <InventoryStatus
      visible={visible}
      total={list.page.total}
      groups={list.page.groups?.length ?? null}
      by={filters.by ?? null}
      revision={latest.revision}
      waiting={list.waiting}
      onApply={apply}
    />
  )
  if (list.page.total === 0) {
    return (
      <>
        <div className="min-h-0 flex-1 overflow-y-auto border-t border-line">
          <NoRows page={list.page} total={total} url={url} user={user} problem={problem} />
        </div>
        {status({ start: 0, end: 0 })}
      </>
    )
  }
  return (
    <div aria-busy={props.isEarlier} className="relative flex min-h-0 flex-1 flex-col">
      <AliasTable
        filters={filters}
        page={list.page}
        columns={columns}
        selection={selection}
        isFolded={(group) => url.isFolded(foldKey(group))}
        onFold={(group) => url.toggleFold(foldKey(group))}
        onSort={url.sortBy}
        onPresence={setPresent}
        foot={status}
      />
      <SelectionBar
        selection={selection}
        onCopy={() => void copyNames()}
        onExport={(format) => props.onExport(format, new Set(selection.rows.keys()))}
      />
    </div>
  )
}
