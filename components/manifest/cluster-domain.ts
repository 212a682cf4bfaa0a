import type { ClusterStatus } from '@/lib/contract/services'

export type ClusterDomain = Pick<ClusterStatus, 'clusterDomain' | 'clusterDomainSource'>

const usual: ClusterDomain = { clusterDomain: 'cluster.local', clusterDomainSource: 'assumed' }

/** The DNS domain of a cluster as the console knows it; the usual one, assumed, of one that it does not have. */
export function clusterDomain(clusters: readonly ClusterStatus[], cluster: string): ClusterDomain {
  return clusters.find(({ name }) => name === cluster) ?? usual
}
