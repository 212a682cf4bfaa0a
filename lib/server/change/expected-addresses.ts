import type { Endpoint } from '@/lib/domain/change/endpoint'
import type { SliceFacts } from '@/lib/domain/change/endpoint-slice'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { readServiceSlices } from '@/lib/kubernetes/endpoint-slices'
import { readService } from '@/lib/kubernetes/services'
import type { ClusterForChanges } from './change-engine-deps'

/**
 * The addresses that the cluster's DNS is to answer for a Service now: those of a change to addresses, the cluster IPs, or the ready endpoints of
 * a headless Service, as the console identity reads them. Null for an alias, and where they cannot be read.
 */
export async function expectedAddresses(
  cluster: Pick<ClusterForChanges, 'console'>,
  ref: ServiceRef,
  to: Endpoint,
): Promise<readonly string[] | null> {
  if (to.addresses !== undefined) return to.addresses
  if (to.type === 'ExternalName' || to.type === 'absent') return null
  try {
    return to.isHeadless ? await readyAddresses(cluster, ref) : await clusterIps(cluster, ref)
  } catch {
    return null
  }
}

/** The ready endpoints of a Service's slices, as the console identity reads them. */
export async function readyAddresses(
  { console }: Pick<ClusterForChanges, 'console'>,
  { namespace, name }: ServiceRef,
): Promise<string[]> {
  const slices: SliceFacts[] = await readServiceSlices(console, { namespace, service: name, names: [] })
  return [...new Set(slices.flatMap(({ ready }) => ready))]
}

async function clusterIps(
  { console }: Pick<ClusterForChanges, 'console'>,
  { namespace, name }: ServiceRef,
): Promise<string[] | null> {
  const service = await readService(console, namespace, name)
  const { clusterIP, clusterIPs } = service?.spec ?? {}
  if (Array.isArray(clusterIPs)) return clusterIPs.map(String)
  return clusterIP === undefined ? null : [clusterIP]
}
