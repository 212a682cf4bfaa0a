'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { groupsQuery, summaryQuery } from '@/lib/client/queries'
import type { Group } from '@/lib/contract/groups'
import { serviceKey } from '@/lib/domain/service/service-ref'
import { GroupRow } from './group-row'
import { SwitchesFilters } from './switches-filters'
import { groupsIn, isShown, switchesParams } from './switches-params'
import { useGroupKeys } from './use-group-keys'

/** Every blue-green group: both lanes side by side, and the switch. */
export function SwitchesScreen() {
  const { data, error } = useQuery({ ...groupsQuery(), refetchInterval: 60_000 })
  const { data: summary } = useQuery(summaryQuery())
  const [{ show, environment }, setParams] = useQueryStates(switchesParams)
  const shown = data && groupsIn(data.items, environment).filter((group) => isShown(group, show))
  return (
    <>
      <header className="flex min-h-14 shrink-0 items-center gap-3 border-b border-line px-5 max-sm:min-h-11 max-sm:flex-wrap max-sm:px-4 max-sm:py-2">
        <h1 className="text-18 font-semibold tracking-[-0.02em] max-sm:sr-only">Switches</h1>
        {data && <p className="text-fg-3">{summaryWords(data.items, data.total)}</p>}
        {data && data.items.length > 0 && (
          <SwitchesFilters
            groups={data.items}
            show={show}
            environment={environment}
            onShow={(next) => void setParams({ show: next })}
            onEnvironment={(next) => void setParams({ environment: next === '' ? null : next })}
          />
        )}
      </header>
      {data && error && (
        <Banner severity="unknown" title="This page is not up to date.">
          {error.message}
        </Banner>
      )}
      <ClusterBanners clusters={summary?.clusters ?? []} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {data && shown ? (
          data.items.length > 0 && shown.length === 0 ? (
            <NoMatch onClear={() => void setParams({ show: null, environment: null })} />
          ) : (
            <Groups groups={shown} />
          )
        ) : error ? (
          <EmptyState title="The groups could not be read">{error.message}</EmptyState>
        ) : (
          <Waiting />
        )}
      </div>
    </>
  )
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState title="No group matches" icon="filter" action={<Button onClick={onClear}>Show all groups</Button>}>
      None has this readiness in this environment.
    </EmptyState>
  )
}

function Groups({ groups }: { groups: readonly Group[] }) {
  const { onFocus } = useGroupKeys()
  if (groups.length === 0) {
    return (
      <EmptyState title="No blue-green group" icon="switch">
        A group is three Services of type ExternalName in one namespace: <span className="mono">name</span>,{' '}
        <span className="mono">name-blue</span> and <span className="mono">name-green</span>. The first has the target
        of one of the others.
      </EmptyState>
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notes which group has focus
    <div onFocus={onFocus}>
      <div
        aria-hidden="true"
        className="sticky top-0 z-1 grid h-7 grid-cols-[200px_minmax(0,1fr)_minmax(0,1fr)_236px] items-center border-b border-line bg-rail text-11 text-fg-3 *:px-4 *:first:pl-5 max-lg:grid-cols-[140px_minmax(0,1fr)_minmax(0,1fr)_212px] max-md:hidden"
      >
        <span>Group</span>
        <span>Blue</span>
        <span>Green</span>
        <span>Switch</span>
      </div>
      {groups.map((group) => (
        <GroupRow key={serviceKey(group)} group={group} />
      ))}
    </div>
  )
}

function Waiting() {
  return (
    <div aria-busy="true" className="grid gap-px">
      {[1, 2, 3].map((row) => (
        <div key={row} className="flex h-30 items-center gap-10 border-b border-line px-5">
          <Skeleton className="w-28" />
          <Skeleton className="w-64" />
          <Skeleton className="w-64 max-sm:hidden" />
        </div>
      ))}
    </div>
  )
}

function summaryWords(groups: readonly Group[], total: number): string {
  const count = (state: Group['readiness']['state']) =>
    groups.filter(({ readiness }) => readiness.state === state).length
  const parts = [
    [count('ready'), 'ready'],
    [count('warned'), 'to review'],
    [count('blocked'), 'blocked'],
    [count('unknown'), 'unknown'],
  ] as const
  const said = parts.flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : [])).join(', ')
  return `${total} ${total === 1 ? 'group' : 'groups'}${said === '' ? '' : `: ${said}`}`
}
