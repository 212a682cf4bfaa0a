import type { Alias } from '@/lib/domain/alias/alias'
import type { RuleFacts, Sibling } from '@/lib/domain/finding/rule'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { Inventory } from '@/lib/server/inventory/inventory'
import type { Cluster } from '@/lib/server/runtime/cluster'

/** What the rules are to know of an alias; null for a Service that leads nowhere by name. */
export function ruleFacts(
  { monitor, namespaceAliases, leftSlices, clusterDomain }: Cluster,
  alias: Alias,
  group: RuleFacts['group'],
  siblings: readonly Sibling[],
): RuleFacts | null {
  const { target: host } = alias
  if (host === null) return null
  const answers = monitor.answers(host)
  const shown = answers.find(({ addresses, vantage }) => vantage === 'cluster' && addresses.length > 0)
  return {
    alias,
    host,
    clusterDomain,
    group,
    siblings,
    addresses: (shown ?? answers.find(({ addresses }) => addresses.length > 0))?.addresses ?? [],
    path: namespaceAliases.path(alias),
    slices: leftSlices.of(alias),
  }
}

const mostSiblings = 50

/** The aliases that lead to the same host from the same namespace, 50 at most. */
export function siblingsOf(inventory: Inventory, { cluster, namespace, name, target }: Alias): Sibling[] {
  if (target === null) return []
  const isSibling = (ref: ServiceRef) => ref.namespace === namespace && ref.name !== name
  return inventory
    .rowsOfHost(cluster, target)
    .filter(isSibling)
    .slice(0, mostSiblings)
    .map((row) => ({
      name: row.name,
      ports: inventory.alias(row)?.ports ?? [],
      group: row.group?.name ?? null,
    }))
}
