'use client'

import { useQuery } from '@tanstack/react-query'
import { useNotice } from '@/components/session/notices'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { visibleText } from '@/components/ui/visible-text'
import { sessionQuery } from '@/lib/client/queries'
import type { ClusterStatus } from '@/lib/contract/services'
import { roleToAskFor } from './role-to-ask-for'

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
  const say = useNotice()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(roleToAskFor(user))
      say('Copied the role to ask for')
    } catch {
      say('Could not copy: this browser does not let the page write to the clipboard.', 'warning')
    }
  }
  return (
    <EmptyState
      icon="lock"
      title={`Signpost may not list Services in ${clusterNames(clusters)}`}
      action={
        <Button icon="copy" onClick={() => void copy()}>
          Role to ask for
        </Button>
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
