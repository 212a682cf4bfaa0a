'use client'

import { useQuery } from '@tanstack/react-query'
import { RoleToAskFor } from '@/components/session/role-to-ask-for'
import { EmptyState } from '@/components/ui/empty-state'
import { visibleText } from '@/components/ui/visible-text'
import { sessionQuery } from '@/lib/client/queries'
import type { ClusterStatus } from '@/lib/contract/services'

// What the console needs to watch a cluster's Services.
const watching = ['services', 'namespaces'].flatMap((resource) =>
  ['get', 'list', 'watch'].map((verb) => ({ verb, resource, namespace: null })),
)

/** Whether clusters are still to be read, or none may be, so that an empty list says nothing about what there is. */
export function areUnread(clusters: readonly ClusterStatus[]): boolean {
  if (clusters.length === 0) return false
  return clusters.some(({ state }) => state === 'connecting') || clusters.every(({ state }) => state === 'denied')
}

/** What takes the place of an empty list while no cluster has been read: which right is missing, or what it waits for. */
export function UnreadClusters({ clusters }: { clusters: readonly ClusterStatus[] }) {
  const user = useQuery(sessionQuery()).data?.identity.user
  const denied = clusters.filter(({ state }) => state === 'denied')
  if (denied.length === clusters.length) return <Forbidden clusters={denied} user={user} />
  const connecting = clusters.find(({ state }) => state === 'connecting')
  return (
    <EmptyState title={`Reading ${clusterNames(clusters)}`}>
      {connecting?.why === undefined
        ? 'The first answer has not come yet.'
        : `${visibleText(connecting.label)}: ${visibleText(connecting.why)}. Signpost tries again by itself.`}
    </EmptyState>
  )
}

/** The console's own identity may not watch: which right is missing, who lacks it, and what to ask for. */
function Forbidden({ clusters, user }: { clusters: readonly ClusterStatus[]; user: string | undefined }) {
  return (
    <EmptyState
      icon="lock"
      title={`Signpost may not list Services in ${clusterNames(clusters)}`}
      action={
        <RoleToAskFor cluster={clusters[0]?.name ?? ''} rights={watching} name="signpost-watch" variant="plain" />
      }
    >
      It needs verbs <span className="mono">get</span>, <span className="mono">list</span> and{' '}
      <span className="mono">watch</span> on <span className="mono">services</span> of the whole cluster
      {user !== undefined && (
        <>
          , as <bdi>{visibleText(user)}</bdi>
        </>
      )}
      .
    </EmptyState>
  )
}

export function clusterNames(clusters: readonly ClusterStatus[]): string {
  return new Intl.ListFormat('en').format(clusters.map(({ label }) => visibleText(label)))
}
