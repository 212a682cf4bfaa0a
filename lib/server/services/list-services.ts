import type { Row } from '@/lib/contract/row'
import type { ServicesPage, ServicesQuery } from '@/lib/contract/services'
import { type HostInsight, hostInsight } from '@/lib/domain/finding/host-insight'
import type { Identity } from '@/lib/server/access/identity'
import { queryRows } from '@/lib/server/inventory/query-rows'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { visibleToSearch } from './visible-rows'

/** A window of the aliases that the identity may list, with facets over all of them. Throws AppError `unavailable` when its rights cannot be asked. */
export async function listServices(
  runtime: ConsoleRuntime,
  identity: Identity,
  query: ServicesQuery,
): Promise<ServicesPage> {
  const rows = await visibleToSearch(runtime, identity)
  const revision = runtime.live.revision
  const { items, bad, ...found } = queryRows(rows, query)
  show(runtime, items)
  const insight = query.offset === 0 ? insightInto(runtime, bad) : null
  return {
    items,
    ...found,
    ...(insight === null ? {} : { insight }),
    offset: query.offset,
    clusters: runtime.statuses(),
    revision,
  }
}

function insightInto(runtime: ConsoleRuntime, bad: readonly Row[]): HostInsight | null {
  return hostInsight(bad, {
    clusterDomainOf: (cluster) => runtime.clusterDomain(cluster),
    evidenceOf: (cluster, host) => {
      const monitor = runtime.cluster(cluster)?.monitor
      return { answers: monitor?.answers(host) ?? [], history: monitor?.history(host) ?? [] }
    },
  })
}

function show(runtime: ConsoleRuntime, items: readonly Row[]): void {
  const hosts = new Map<string, string[]>()
  for (const { cluster, target } of items) {
    if (target !== null) hosts.set(cluster, [...(hosts.get(cluster) ?? []), target])
  }
  for (const [cluster, shown] of hosts) runtime.cluster(cluster)?.monitor.show(shown)
  for (const { id, probes, namespaceAliases } of runtime.clusters()) {
    const own = items.filter(({ cluster }) => cluster === id)
    probes.show(own)
    namespaceAliases.show(own)
  }
}
