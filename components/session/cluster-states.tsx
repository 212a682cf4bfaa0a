'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { ageOf } from '@/components/ui/format-age'
import { useTimed } from '@/components/ui/now'
import { visibleText } from '@/components/ui/visible-text'
import { summaryQuery } from '@/lib/client/queries'
import type { ClusterStatus } from '@/lib/contract/services'

/** The clusters in the order of the settings, each with its state in words when it is not live. */
export function ClusterStates() {
  const { data } = useQuery(summaryQuery())
  if (data === undefined) return null
  return (
    <ul aria-label="Clusters" className="flex min-w-0 items-center gap-4 overflow-hidden max-sm:hidden">
      {data.clusters.length === 0 && <li className="text-12 text-fg-3">no cluster</li>}
      {data.clusters.map((cluster) => (
        <ClusterState key={cluster.name} cluster={cluster} />
      ))}
    </ul>
  )
}

function ClusterState({ cluster }: { cluster: ClusterStatus }) {
  const words = useTimed((nowMs) => stateWords(cluster, nowMs))
  return (
    <li className="flex min-w-0 items-center gap-1.5 text-12 whitespace-nowrap" title={cluster.why}>
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
    </li>
  )
}

function stateWords({ state, since }: ClusterStatus, nowMs: number): string {
  if (state !== 'stale') return state
  const age = since === undefined ? null : ageOf(since, nowMs)
  return age === null ? 'stale' : `stale ${age}`
}
