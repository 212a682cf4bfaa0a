import type { DnsFactsView } from '@/lib/contract/resolution'
import type { ClusterStatus, SilentResolver } from '@/lib/contract/services'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import type { WatchState } from '@/lib/kubernetes/watch-cluster'
import type { OpenedCluster } from './open-cluster'

/** How a cluster stands, with its DNS domain and the resolvers that answer nobody. */
export function describeCluster(
  opened: OpenedCluster,
  state: WatchState,
  silentResolvers: SilentResolver[],
): ClusterStatus {
  return withSilent({ ...describeState(opened.access, state), ...readDomain(opened) }, silentResolvers)
}

/** What is known of the DNS of a cluster, and by what. */
export function describeDns(opened: OpenedCluster): DnsFactsView {
  return { ...opened.corefile.current(), ...readDomain(opened) }
}

type Domain = Pick<ClusterStatus, 'clusterDomain' | 'clusterDomainSource'>

/** The cluster's domain, and whether it was given, read or assumed. */
export function readDomain({ corefile, clusterDomain, isDomainGiven }: OpenedCluster): Domain {
  const facts = corefile.current()
  const isRead = facts.source === 'corefile' && facts.clusterDomain === clusterDomain
  return { clusterDomain, clusterDomainSource: isDomainGiven ? 'setting' : isRead ? 'corefile' : 'assumed' }
}

function withSilent(status: ClusterStatus, silentResolvers: SilentResolver[]): ClusterStatus {
  return silentResolvers.length === 0 ? status : { ...status, silentResolvers }
}

function describeState(access: ClusterAccess, state: WatchState): Omit<ClusterStatus, keyof Domain> {
  const named = { name: access.id, label: access.label }
  switch (state.state) {
    case 'live':
      return { ...named, state: 'live' }
    case 'connecting':
      return { ...named, state: 'connecting', ...(state.why === null ? {} : { why: state.why }) }
    case 'stale':
      return { ...named, state: 'stale', since: state.since, why: state.why }
    case 'denied':
      return { ...named, state: 'denied', why: `May not ${state.verb} ${state.resource}: ${state.why}` }
  }
}
