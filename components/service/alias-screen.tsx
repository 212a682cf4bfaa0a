'use client'

import { useQuery } from '@tanstack/react-query'
import { ConsumersTab } from '@/components/consumer/consumers-tab'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import { OpenMigration } from '@/components/migration/open-migration'
import { AskProgress } from '@/components/resolution/ask-progress'
import { ResolutionTab } from '@/components/resolution/resolution-tab'
import { useIsAsking } from '@/components/resolution/use-is-asking'
import { useShortcuts } from '@/components/session/shortcuts'
import { TroubleshootTab } from '@/components/troubleshoot/troubleshoot-tab'
import { Age } from '@/components/ui/age'
import { Banner } from '@/components/ui/banner'
import { ClientError } from '@/lib/client/client-error'
import { resolutionQuery, serviceQuery, summaryQuery } from '@/lib/client/queries'
import type { ServiceDetail } from '@/lib/contract/services'
import type { Resolution } from '@/lib/domain/resolution/resolution'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { AliasHead } from './alias-head'
import { AliasMissing } from './alias-missing'
import { AliasSkeleton } from './alias-skeleton'
import type { AliasTab } from './alias-tab'
import { AliasTabs, useAliasTab } from './alias-tabs'
import { ChangesTab } from './changes-tab'
import { ManifestTab } from './manifest-tab'
import { namedHosts } from './named-hosts'
import { OverviewTab } from './overview-tab'
import { useAliasKeys } from './use-alias-keys'
import { VerdictSay } from './verdict-say'
import { verdictSentence } from './verdict-sentence'

/** One alias, live: how it stands, where it leads, what was changed, how it is written. */
export function AliasScreen({ service }: { service: ServiceRef }) {
  const [tab, setTab] = useAliasTab()
  const { data: detail, error } = useQuery(serviceQuery(service))
  const { data: resolution } = useQuery({ ...resolutionQuery(service), refetchInterval: 60_000 })
  const { data: summary } = useQuery(summaryQuery())
  const isAsking = useIsAsking(service)
  useAliasKeys(detail?.row ?? null)
  useShortcuts({ t: () => setTab('troubleshoot') })
  if (detail === undefined)
    return error ? <AliasMissing service={service} error={error} /> : <AliasSkeleton service={service} />
  const sentence = resolution ? verdictSentence(resolution, detail.findings) : null
  return (
    <>
      <ClusterBanners clusters={summary?.clusters.filter(({ name }) => name === service.cluster) ?? []} />
      {error && <Gone error={error} />}
      <AliasHead detail={detail} isGone={isGone(error)} tab={tab} />
      <OpenMigration service={service} />
      <AliasTabs
        name={detail.row.name}
        current={tab}
        onSelect={setTab}
        aside={resolution && (isAsking ? <AskProgress service={service} /> : <AskedAt resolution={resolution} />)}
      />
      {isAsking && (
        <div className="shrink-0 border-b border-line px-4 py-2 text-12 text-fg-2 md:hidden">
          <AskProgress service={service} />
        </div>
      )}
      <div className="min-h-0 flex-1 overflow-y-auto">
        {sentence && (tab === 'overview' || tab === 'resolution') && (
          <VerdictSay sentence={sentence} hosts={namedHosts(detail.row, resolution)} />
        )}
        <Tab tab={tab} detail={detail} isGone={isGone(error)} />
      </div>
    </>
  )
}

function Tab({ tab, detail, isGone }: { tab: AliasTab; detail: ServiceDetail; isGone: boolean }) {
  switch (tab) {
    case 'overview':
      return <OverviewTab detail={detail} />
    case 'resolution':
      return <ResolutionTab service={detail.row} isGone={isGone} />
    case 'consumers':
      return <ConsumersTab service={detail.row} />
    case 'troubleshoot':
      return <TroubleshootTab service={detail.row} />
    case 'changes':
      return <ChangesTab detail={detail} isGone={isGone} />
    case 'manifest':
      return <ManifestTab detail={detail} />
  }
}

function isGone(error: Error | null): boolean {
  return error instanceof ClientError && error.status === 404
}

function Gone({ error }: { error: Error }) {
  if (isGone(error)) {
    return (
      <Banner severity="warning" title="This Service was deleted.">
        What is shown is how it was last seen.
      </Banner>
    )
  }
  return (
    <Banner severity="unknown" title="This page is not up to date.">
      {error.message}
    </Banner>
  )
}

function AskedAt({ resolution }: { resolution: Resolution }) {
  const times = resolution.vantages.flatMap(({ askedAt }) => askedAt ?? [])
  const latest = times.sort().at(-1)
  if (latest === undefined) return null
  return (
    <>
      Asked&nbsp;
      <Age at={latest} suffix="ago" />
    </>
  )
}
