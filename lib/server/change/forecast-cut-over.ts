import { type CutOver, cutOver } from '@/lib/domain/change/cut-over'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { serviceDnsName } from '@/lib/domain/service/service-ref'
import { readNamespaceAnnotations } from '@/lib/kubernetes/namespaces'
import type { ChangeContext } from './change-context'
import { within } from './within'

const askMs = 2_000

/** How long a change of this Service will take to reach its clients, from what is known now, within 2 s; what is not known is assumed and says so. */
export async function forecastCutOver(
  { cluster, client, ref, clock }: ChangeContext,
  service: ServiceObject | null,
): Promise<CutOver> {
  const serviceName = serviceDnsName(ref.namespace, ref.name, cluster.clusterDomain)
  const [served, namespaceAnnotations] = await Promise.all([
    // A name that is not there yet is not asked for: its absence would be cached, and be answered once it is there.
    service === null ? null : within(clock, cluster.monitor.askServiceName(serviceName), askMs, null),
    within(clock, readNamespaceAnnotations(client, ref.namespace), askMs, {}),
  ])
  return cutOver({
    ...cluster.cutOverFacts(),
    measuredTtlSeconds: served?.ttlHighestSeconds ?? null,
    annotations: [service?.metadata.annotations ?? {}, namespaceAnnotations],
  })
}
