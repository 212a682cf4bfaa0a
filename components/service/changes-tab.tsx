'use client'

import { useQuery } from '@tanstack/react-query'
import { ChangeSheet } from '@/components/change/change-sheet'
import { useChangeFlow } from '@/components/change/use-change-flow'
import { decidingChanges, wayBack } from '@/components/history/in-force'
import { startWayBack } from '@/components/history/start-way-back'
import { TimelineChange } from '@/components/history/timeline-change'
import { useShortcuts } from '@/components/session/shortcuts'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { serviceChangesQuery } from '@/lib/client/queries'
import type { ServiceChanges } from '@/lib/contract/changes'
import type { ServiceDetail } from '@/lib/contract/services'

/** The changes of the alias, newest first, recorded ones and those from outside; the one in force can be taken back. */
export function ChangesTab({ detail, isGone }: { detail: ServiceDetail; isGone: boolean }) {
  const { data, error } = useQuery(serviceChangesQuery(detail.row))
  const flow = useChangeFlow()
  const deciding = decidingChanges(data?.items ?? [])
  const mayPatch = !isGone && !detail.permissions.some(({ verb, allowed }) => verb === 'patch' && allowed === false)
  const current = data?.items.find((change) => deciding.has(change.id) && wayBack(change) !== null)
  useShortcuts({
    u: () => {
      if (current && mayPatch) startWayBack(flow, current)
    },
  })
  if (data === undefined) {
    if (error) return <EmptyState title="The changes could not be read">{error.message}</EmptyState>
    return <Skeleton className="m-5 h-40! w-[60%]" />
  }
  if (data.items.length === 0) {
    return (
      <EmptyState title="No change is recorded yet" icon="changes">
        What is changed from here is kept with its reason, its proof and its undo.
      </EmptyState>
    )
  }
  return (
    <>
      <ol aria-label="Changes">
        {data.items.map((change) => (
          <TimelineChange
            key={change.id}
            change={change}
            members={detail.group?.members ?? null}
            onWayBack={change === current && mayPatch ? () => startWayBack(flow, change) : null}
          />
        ))}
      </ol>
      <WhereRecorded {...data} />
      <ChangeSheet flow={flow} members={detail.group?.members ?? null} />
    </>
  )
}

function WhereRecorded({ record, isBesideService }: Pick<ServiceChanges, 'record' | 'isBesideService'>) {
  return (
    <p className="max-w-[88ch] px-5 py-3 text-12 text-fg-3 max-sm:px-4">
      Kept in ConfigMap{' '}
      <span className="mono break-all">
        {record.namespace}/{record.name}
      </span>
      , the last 20 entries, also when the Service is gone.{' '}
      {isBesideService
        ? 'Whoever may edit ConfigMaps in this namespace can edit it: it is a memory, no audit log.'
        : 'It lies in the namespace of Signpost: whoever may edit ConfigMaps there can edit it.'}{' '}
      Changes from outside are kept while Signpost runs; after a restart the last one of each Service is read from its
      field managers.
    </p>
  )
}
