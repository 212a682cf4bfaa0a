'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { lazy } from 'react'
import { MenuButton } from '@/components/ui/menu-button'
import { useTimed } from '@/components/ui/now'
import { visibleText } from '@/components/ui/visible-text'
import { summaryQuery } from '@/lib/client/queries'
import type { ClusterStatus } from '@/lib/contract/services'
import { stateWords } from './state-words'

const ClusterPanel = lazy(() => import('./cluster-panel').then((module) => ({ default: module.ClusterPanel })))

/** The clusters in the order of the settings, each with its state in words when it is not live; pressed, it says more. */
export function ClusterStates() {
  const { data } = useQuery(summaryQuery())
  if (data === undefined) return null
  return (
    <ul aria-label="Clusters" className="flex min-w-0 items-center gap-2 overflow-hidden py-1 max-sm:hidden">
      {data.clusters.length === 0 && <li className="text-12 text-fg-3">no cluster</li>}
      {data.clusters.map((cluster) => (
        <li key={cluster.name} className="min-w-0">
          <ClusterState cluster={cluster} />
        </li>
      ))}
    </ul>
  )
}

function ClusterState({ cluster }: { cluster: ClusterStatus }) {
  const words = useTimed((nowMs) => stateWords(cluster, nowMs))
  return (
    <MenuButton
      title={cluster.why}
      className="flex h-7 max-w-full min-w-0 items-center gap-1.5 rounded-6 px-1.5 text-12 whitespace-nowrap hover:bg-press focus-visible:shadow-focus-in"
      panel={(panel) => <ClusterPanel {...panel} cluster={cluster} />}
    >
      <span
        aria-hidden="true"
        className={clsx(
          'size-[7px] shrink-0 rounded-full',
          cluster.state === 'live' && 'bg-ok',
          cluster.state === 'connecting' && 'border-[1.5px] border-dashed border-unknown',
          (cluster.state === 'stale' || cluster.state === 'denied') && 'border-[1.5px] border-dashed border-warning',
        )}
      />
      <b className="truncate font-medium text-fg">{visibleText(cluster.label)}</b>
      <span
        className={clsx(
          cluster.state === 'live' && 'sr-only',
          cluster.state === 'connecting' ? 'text-fg-3' : 'text-warning',
        )}
      >
        {words}
      </span>
    </MenuButton>
  )
}
