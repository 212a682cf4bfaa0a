import type { ServicesPage } from '@/lib/contract/services'

/** The DNS domain of a cluster, as the name of an alias in it tells it; the usual one where none is known. */
export function clusterDomain(page: ServicesPage | undefined, cluster: string): string {
  const row = page?.items.find((each) => each.cluster === cluster)
  return row?.serviceName.split('.svc.')[1] ?? 'cluster.local'
}
