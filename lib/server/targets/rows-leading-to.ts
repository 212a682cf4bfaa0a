import type { Row } from '@/lib/contract/row'
import { readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import { compareText } from '@/lib/domain/compare-text'
import { serviceKey } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { isVisible, visibilities } from '@/lib/server/services/visible-rows'

/**
 * The aliases that lead to a target and that the identity may list, by name, over all clusters; a name of this cluster's own means the same in this
 * cluster only.
 */
export async function rowsLeadingTo(
  runtime: ConsoleRuntime,
  identity: Identity,
  { cluster, target }: { cluster: string; target: string },
): Promise<Row[]> {
  const isInside = readNamespaceAlias(target, runtime.clusterDomain(cluster)) !== null
  const clusters = isInside ? [cluster] : runtime.clusters().map(({ id }) => id)
  const rows = clusters.flatMap((id) => runtime.inventory.rowsOfHost(id, target))
  if (rows.length === 0) return []
  const namespacesOf = (id: string) => rows.filter((row) => row.cluster === id).map(({ namespace }) => namespace)
  const seen = await visibilities(runtime, identity, namespacesOf)
  return rows.filter((row) => isVisible(seen, row)).sort((a, b) => compareText(serviceKey(a), serviceKey(b)))
}
