import { Banner } from '@/components/ui/banner'
import { sentence } from '@/components/ui/sentence'
import { TimeOfDay } from '@/components/ui/time-of-day'
import { visibleText } from '@/components/ui/visible-text'
import type { ClusterStatus, SilentResolver } from '@/lib/contract/services'

interface Silence extends SilentResolver {
  key: string
  /** Named where there are several clusters and it is the DNS of one. */
  label: string | null
}

/** One line per resolver that answers nobody, however many aliases wait for it and clusters ask it. */
export function ResolverBanners({ clusters }: { clusters: readonly ClusterStatus[] }) {
  return silences(clusters).map(({ key, ...silence }) => <ResolverBanner key={key} silence={silence} />)
}

function ResolverBanner({ silence }: { silence: Omit<Silence, 'key'> }) {
  const { vantage, resolver, since, why, replacedBy, label } = silence
  const title = (
    <>
      {'The resolver '}
      <bdi>{visibleText(resolver)}</bdi>
      {` of the ${vantage} view${label === null ? '' : ` of ${visibleText(label)}`} has not answered since `}
      <TimeOfDay at={since} />:
    </>
  )
  return (
    <Banner severity={replacedBy === null ? 'unknown' : 'info'} title={title} action="Signpost keeps trying">
      {sentence(visibleText(why))}{' '}
      {replacedBy === null
        ? 'Verdicts from there are unknown.'
        : `The next one, ${visibleText(replacedBy)}, answers in its place.`}
    </Banner>
  )
}

function silences(clusters: readonly ClusterStatus[]): Silence[] {
  const found = new Map<string, Silence>()
  for (const { name, label, silentResolvers = [] } of clusters) {
    for (const silent of silentResolvers) {
      const isOwn = silent.vantage === 'cluster' && clusters.length > 1
      const key = `${silent.vantage === 'cluster' ? name : ''} ${silent.vantage} ${silent.resolver}`
      if (!found.has(key)) found.set(key, { ...silent, key, label: isOwn ? label : null })
    }
  }
  return [...found.values()]
}
