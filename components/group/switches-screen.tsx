'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useQueryStates } from 'nuqs'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import { areUnread, UnreadClusters } from '@/components/inventory/unread-clusters'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { groupsQuery, summaryQuery } from '@/lib/client/queries'
import type { Group } from '@/lib/contract/groups'
import { serviceKey } from '@/lib/domain/service/service-ref'
import { phaseOf } from './change-set'
import { GroupRow } from './group-row'
import { SetBar } from './set-bar'
import { SetSheet } from './set-sheet'
import { setProgress } from './set-words'
import { SwitchesFilters } from './switches-filters'
import { groupsIn, isShown, switchesParams } from './switches-params'
import { useChangeSet } from './use-change-set'
import { useGroupKeys } from './use-group-keys'
import { useLeaveWarning } from './use-leave-warning'
import { type Selection, useSelection } from './use-selection'

/** Every blue-green group: both lanes side by side, and the switch. */
export function SwitchesScreen() {
  const { data, error } = useQuery({ ...groupsQuery(), refetchInterval: 60_000 })
  const { data: summary } = useQuery(summaryQuery())
  const [{ show, environment, owner, checks }, setParams] = useQueryStates(switchesParams)
  const shown = data && groupsIn(data.items, { environment, owner }).filter((group) => isShown(group, show))
  const selection = useSelection(shown ?? [])
  const set = useChangeSet()
  const phase = phaseOf(set.state)
  const clusters = summary?.clusters ?? []
  const isUnread = data?.total === 0 && areUnread(clusters)
  useLeaveWarning(phase === 'running')
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-14 shrink-0 items-center gap-3 border-b border-line px-5 max-sm:min-h-11 max-sm:flex-wrap max-sm:px-4 max-sm:py-2">
        <h1 className="text-18 font-semibold tracking-[-0.02em] max-sm:sr-only">Switches</h1>
        {data && !isUnread && <p className="text-fg-3">{summaryWords(data.items, data.total)}</p>}
        {data && data.items.length > 0 && (
          <SwitchesFilters
            groups={data.items}
            show={show}
            filters={{ environment, owner }}
            onShow={(next) => void setParams({ show: next })}
            onFilter={(next) => void setParams(next)}
          />
        )}
      </header>
      {data && error && (
        <Banner severity="unknown" title="This page is not up to date.">
          {error.message}
        </Banner>
      )}
      <ClusterBanners clusters={clusters} />
      <div
        className={clsx('min-h-0 flex-1 overflow-y-auto', (selection.groups.length > 0 || phase !== 'none') && 'pb-20')}
      >
        {isUnread ? (
          <UnreadClusters clusters={clusters} />
        ) : data && shown ? (
          data.items.length > 0 && shown.length === 0 ? (
            <NoMatch onClear={() => void setParams({ show: null, environment: null, owner: null })} />
          ) : (
            <Groups
              groups={shown}
              selection={selection}
              unfolded={checks}
              onUnfold={(key) => void setParams({ checks: key === checks ? null : key })}
            />
          )
        ) : error ? (
          <EmptyState title="The groups could not be read">{error.message}</EmptyState>
        ) : (
          <Waiting />
        )}
      </div>
      <SetBar selected={selection.groups} set={set} onClear={selection.clear} />
      <p role="status" className="sr-only">
        {setProgress(set.state)}
      </p>
      <SetSheet set={set} groups={data?.items ?? []} />
    </div>
  )
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState title="No group matches" icon="filter" action={<Button onClick={onClear}>Show all groups</Button>}>
      None has this readiness in this environment and with this owner.
    </EmptyState>
  )
}

interface GroupsProps {
  groups: readonly Group[]
  selection: Selection
  /** The key of the group whose checks are unfolded. */
  unfolded: string
  onUnfold: (key: string) => void
}

function Groups({ groups, selection, unfolded, onUnfold }: GroupsProps) {
  const { onFocus } = useGroupKeys()
  if (groups.length === 0) {
    return (
      <EmptyState title="No blue-green group" icon="switch">
        A group is three Services of type ExternalName in one namespace: <span className="mono">name</span>,{' '}
        <span className="mono">name-blue</span> and <span className="mono">name-green</span>, or any three labelled{' '}
        <span className="mono">signpost/group</span> and <span className="mono">signpost/role</span> (active, blue,
        green). The active one has the target of one of the others.
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
        <GroupRow
          key={serviceKey(group)}
          group={group}
          isSelected={selection.has(group)}
          onSelect={selection.toggle(group)}
          isUnfolded={unfolded === serviceKey(group)}
          onToggle={() => onUnfold(serviceKey(group))}
        />
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
