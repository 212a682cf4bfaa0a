import type { Alias } from '@/lib/domain/alias/alias'
import { aliasFindings } from '@/lib/domain/finding/alias-findings'
import type { Finding } from '@/lib/domain/finding/finding'
import type { ProbedTarget } from '@/lib/domain/finding/target-findings'
import { inClusterNames } from '@/lib/domain/probe/tls-name'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { Cluster } from './cluster'

/** What the rules say of an alias, from all that the checks of its cluster found out by now. */
export function findingsOf(cluster: Cluster, alias: Alias, nowMs: number): Finding[] {
  const { monitor, namespaceAliases, clusterDomain } = cluster
  if (alias.target === null) return []
  return aliasFindings({
    host: alias.target,
    labels: alias.labels,
    answers: monitor.answers(alias.target),
    clusterDomain,
    isDomainGone: (name) => monitor.isDomainGone(name),
    path: namespaceAliases.path(alias),
    probe: probedTarget(cluster, alias, nowMs),
  })
}

/** What the last probe of an alias' target found; null where there was none. */
export function probedTarget(
  { probes, clusterDomain }: Pick<Cluster, 'probes' | 'clusterDomain'>,
  ref: ServiceRef,
  nowMs: number,
): ProbedTarget | null {
  const reading = probes.reading(ref)
  if (reading === null || reading.latest === null || reading.plan.kind !== 'probe') return null
  const { host, tls } = reading.plan
  return { result: reading.latest, tls, host, aliasNames: inClusterNames(ref, clusterDomain), nowMs }
}
