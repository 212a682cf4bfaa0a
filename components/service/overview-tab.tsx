import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { GroupStrip } from '@/components/group/group-strip'
import { ProbeSection } from '@/components/probe/probe-section'
import { Segments } from '@/components/ui/segments'
import { Skeleton } from '@/components/ui/skeleton'
import { resolutionQuery } from '@/lib/client/queries'
import type { ServiceDetail } from '@/lib/contract/services'
import { vantageNames } from '@/lib/domain/resolution/resolution'
import { AliasFindings } from './alias-findings'
import { Facts } from './facts'
import { FlowFigure } from './flow-figure'
import { namedHosts } from './named-hosts'
import { Section } from './section'

const views = ['both', ...vantageNames] as const
const bothWords = (
  <>
    Both <span className="max-sm:sr-only">vantages</span>
  </>
)
const words = { both: bothWords, cluster: 'Cluster', outside: 'Outside' } as const

/** The live flow, the group, what the rules found, and the facts. */
export function OverviewTab({ detail }: { detail: ServiceDetail }) {
  const { data: resolution } = useQuery(resolutionQuery(detail.row))
  const [view, setView] = useQueryState('vantage', parseAsStringLiteral(views).withDefault('both'))
  const vantages = resolution?.vantages ?? []
  const chosen = vantages.filter(({ vantage }) => view === 'both' || vantage === view)
  const hosts = namedHosts(detail.row, resolution)
  return (
    <>
      <Section
        title="Where it leads now"
        note={vantages.length > 1 ? `${vantages.length} vantages` : undefined}
        action={
          vantages.length > 1 && (
            <Segments
              label="Vantage"
              value={view}
              options={views.map((value) => ({ value, label: words[value] }))}
              onSelect={(next) => void setView(next)}
            />
          )
        }
      >
        {resolution ? (
          <FlowFigure
            row={detail.row}
            namedBy={detail.namedBy}
            behind={detail.loadBalancers}
            resolution={{ ...resolution, vantages: chosen.length > 0 ? chosen : resolution.vantages }}
          />
        ) : (
          <Skeleton className="h-25! w-full rounded-8!" />
        )}
      </Section>
      {detail.group && <GroupStrip group={detail.group} />}
      {detail.probe && <ProbeSection row={detail.row} probe={detail.probe} />}
      <div className="grid grid-cols-[minmax(0,1fr)_452px] border-t border-line max-lg:grid-cols-1">
        <AliasFindings detail={detail} hosts={hosts} />
        <Section title="Facts" className="border-l border-line max-lg:border-t max-lg:border-l-0">
          <Facts detail={detail} />
        </Section>
      </div>
    </>
  )
}
