import { useQuery } from '@tanstack/react-query'
import { GroupStrip } from '@/components/group/group-strip'
import { Skeleton } from '@/components/ui/skeleton'
import { resolutionQuery } from '@/lib/client/queries'
import type { ServiceDetail } from '@/lib/contract/services'
import { Facts } from './facts'
import { Findings } from './findings'
import { FlowFigure } from './flow-figure'
import { Section } from './section'

/** The live flow, the group, what the rules found, and the facts. */
export function OverviewTab({ detail }: { detail: ServiceDetail }) {
  const { data: resolution } = useQuery(resolutionQuery(detail.row))
  const vantages = resolution?.vantages.length ?? 0
  return (
    <>
      <Section title="Where it leads now" note={vantages > 1 ? `${vantages} vantages` : undefined}>
        {resolution ? (
          <FlowFigure row={detail.row} resolution={resolution} />
        ) : (
          <Skeleton className="h-25! w-full rounded-8!" />
        )}
      </Section>
      {detail.group && <GroupStrip group={detail.group} />}
      <div className="grid grid-cols-[minmax(0,1fr)_452px] border-t border-line max-lg:grid-cols-1">
        <Section title="Findings" note={detail.findings.length || undefined}>
          <Findings findings={detail.findings} />
        </Section>
        <Section title="Facts" className="border-l border-line max-lg:border-t max-lg:border-l-0">
          <Facts detail={detail} />
        </Section>
      </div>
    </>
  )
}
