'use client'

import { Banner } from '@/components/ui/banner'
import { sentence } from '@/components/ui/sentence'
import { TimeOfDay } from '@/components/ui/time-of-day'
import { visibleText } from '@/components/ui/visible-text'
import type { ClusterStatus } from '@/lib/contract/services'
import { ResolverBanners } from './resolver-banners'

/** One line per cluster that does not answer as it should, since when and why or which verb is missing; then one per silent resolver. */
export function ClusterBanners({ clusters }: { clusters: readonly ClusterStatus[] }) {
  return (
    <>
      {clusters.map((cluster) => (
        <ClusterBanner key={cluster.name} cluster={cluster} isAlone={clusters.length === 1} />
      ))}
      <ResolverBanners clusters={clusters} />
    </>
  )
}

function ClusterBanner({ cluster, isAlone }: { cluster: ClusterStatus; isAlone: boolean }) {
  const { label, state, since, why } = cluster
  const reason = why === undefined ? null : sentence(visibleText(why))
  if (state === 'denied') {
    return (
      <Banner severity="critical" title={`Signpost may not watch ${visibleText(label)}.`}>
        {reason}
      </Banner>
    )
  }
  if (state === 'connecting' && reason !== null && !isAlone) {
    return (
      <Banner severity="warning" title={`${visibleText(label)} was not read yet.`} action="Signpost keeps trying">
        {reason}
      </Banner>
    )
  }
  if (state !== 'stale') return null
  const title = (
    <>
      <bdi>{visibleText(label)}</bdi> is stale
      {since !== undefined && (
        <>
          {' since '}
          <TimeOfDay at={since} />
        </>
      )}
      .
    </>
  )
  return (
    <Banner severity="warning" title={title} action="Signpost keeps trying">
      {reason} What is shown is what was last seen.
    </Banner>
  )
}
