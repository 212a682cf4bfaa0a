import type { TargetCheck } from '@/lib/contract/targets'
import { readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import { compareText } from '@/lib/domain/compare-text'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { isVisible, visibilities } from '@/lib/server/services/visible-rows'

const mostNamed = 20

/** Other aliases of a target that the identity may list, over all clusters; a name of this cluster's own means the same in this cluster only. */
export async function findDuplicates(
  runtime: ConsoleRuntime,
  identity: Identity,
  { place, target }: { place: ServiceRef; target: string },
): Promise<{ first: TargetCheck['duplicates']; total: number }> {
  const isInside = readNamespaceAlias(target, runtime.clusterDomain(place.cluster)) !== null
  const clusters = isInside ? [place.cluster] : runtime.clusters().map(({ id }) => id)
  const rows = clusters
    .flatMap((cluster) => runtime.inventory.rowsOfHost(cluster, target))
    .filter((row) => serviceKey(row) !== serviceKey(place))
  if (rows.length === 0) return { first: [], total: 0 }
  const namespacesOf = (cluster: string) =>
    rows.filter((row) => row.cluster === cluster).map(({ namespace }) => namespace)
  const seen = await visibilities(runtime, identity, namespacesOf)
  const visible = rows.filter((row) => isVisible(seen, row)).sort((a, b) => compareText(serviceKey(a), serviceKey(b)))
  const first = visible
    .slice(0, mostNamed)
    .map(({ cluster, namespace, name, owner }) => ({ cluster, namespace, name, owner: owner?.value ?? null }))
  return { first, total: visible.length }
}
