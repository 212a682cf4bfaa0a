'use client'

import { useState } from 'react'
import { useHeldList } from '@/components/inventory/use-held-list'
import { useShortcuts } from '@/components/session/shortcuts'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { DependenciesFilters } from '@/lib/client/dependency-queries'
import type { DependenciesPage } from '@/lib/contract/dependencies'
import { DependenciesStatus } from './dependencies-status'
import { DependenciesTable } from './dependencies-table'
import { dependencyTokens } from './dependency-params'
import type { DependenciesUrl } from './use-dependencies-url'

interface DependenciesListProps {
  page: DependenciesPage
  /** The page answers earlier filters; the one for these is still to come. */
  isEarlier: boolean
  filters: DependenciesFilters
  url: DependenciesUrl
}

const heldDependencies = {
  shapeOf: ({ items, total }: DependenciesPage) => ({ keys: items.map(({ host }) => host), total }),
  withNewestValues: (shown: DependenciesPage, latest: DependenciesPage): DependenciesPage => {
    const newest = new Map(latest.items.map((item) => [item.host, item]))
    return { ...latest, total: shown.total, items: shown.items.map((item) => newest.get(item.host) ?? item) }
  },
}

/** The hosts in the order that the reader last saw, or why there are none. */
export function DependenciesList({ page: latest, isEarlier, filters, url }: DependenciesListProps) {
  const listKey = JSON.stringify(filters)
  const [isPresent, setPresent] = useState(false)
  const list = useHeldList(latest, { listKey, isHeld: isPresent, isEarlier }, heldDependencies)
  useShortcuts({ '.': list.apply })
  if (list.page.total === 0) return <NoHosts url={url} />
  return (
    <div aria-busy={isEarlier} className="flex min-h-0 flex-1 flex-col">
      <DependenciesTable
        filters={filters}
        page={list.page}
        onSort={url.sortBy}
        onPresence={setPresent}
        foot={(visible) => (
          <DependenciesStatus visible={visible} total={list.page.total} waiting={list.waiting} onApply={list.apply} />
        )}
      />
    </div>
  )
}

function NoHosts({ url }: { url: DependenciesUrl }) {
  const hasFilters = url.params.q.trim() !== '' || dependencyTokens(url.params).length > 0
  return (
    <div className="min-h-0 flex-1 overflow-y-auto border-t border-line">
      {hasFilters ? (
        <EmptyState title="No host matches" action={<Button onClick={url.clear}>Remove all filters</Button>}>
          No host that an alias points at has all of these.
        </EmptyState>
      ) : (
        <EmptyState title="Nothing leads outside" icon="dependency">
          No Service of type ExternalName that you may list points at a host.
        </EmptyState>
      )}
    </div>
  )
}
