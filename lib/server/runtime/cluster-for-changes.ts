import type { Clock } from '@/lib/domain/clock'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { AccessQuestion } from '@/lib/kubernetes/access-reviews'
import type { AccessControl } from '@/lib/server/access/access-control'
import type { ClusterForChanges } from '@/lib/server/change/change-engine-deps'
import { consumerEvidence } from '@/lib/server/consumers/consumer-evidence'
import type { Inventory } from '@/lib/server/inventory/inventory'
import type { AliasListeners } from '@/lib/server/live/alias-listeners'
import type { Settings } from '@/lib/server/settings/settings'
import type { Cluster } from './cluster'
import { probedTarget } from './target-facts'

interface Surroundings {
  settings: Settings
  clock: Clock
  inventory: Inventory
  aliasListeners: AliasListeners
  access: AccessControl
}

const relatedRead = 200

/** A running cluster as the change engine needs it. */
export function clusterForChanges(
  cluster: Cluster,
  { settings, clock, inventory, aliasListeners, access }: Surroundings,
): ClusterForChanges {
  const { id, clusterDomain, consoleNamespace, console, monitor, namespaceAnnotations } = cluster
  return {
    ...{ id, clusterDomain, consoleNamespace, console, monitor, namespaceAnnotations },
    cutOverFacts: () => ({
      dns: cluster.dnsFacts(),
      nodeLocalDns: cluster.nodeLocalDns(),
      settings: {
        clientCacheSeconds: settings.SIGNPOST_CLIENT_CACHE ?? null,
        poolLifetimeSeconds: settings.SIGNPOST_POOL_LIFETIME ?? null,
      },
    }),
    probe: async (ref: ServiceRef) => {
      await cluster.probes.probeNow(ref)
      return probedTarget(cluster, ref, clock.now())
    },
    lookAt: async (ref, host) => {
      const alias = inventory.alias(ref)
      return alias && cluster.probes.look(alias, host)
    },
    findAlias: (namespace, name) => inventory.alias({ cluster: id, namespace, name }),
    consumersOf: async ({ namespace, name }, viewer) => {
      const alias = inventory.alias({ cluster: id, namespace, name })
      const may = (question: AccessQuestion) => access.mayIfKnown(viewer, { cluster: id, ...question })
      return alias && consumerEvidence(may, cluster.consumers, alias)
    },
    purposeOf: (namespace, name) => inventory.purpose({ cluster: id, namespace, name }),
    membershipOf: (namespace, name) => inventory.row({ cluster: id, namespace, name })?.group ?? null,
    reviewStateOf: (namespace, name) => inventory.row({ cluster: id, namespace, name })?.reviewState ?? null,
    aliasesOf: (host) =>
      inventory
        .rowsOfHost(id, host)
        .slice(0, relatedRead)
        .map(({ namespace, name }) => ({ cluster: id, namespace, name })),
    claimants: (namespace, group) => inventory.claimants({ cluster: id, namespace, name: group }),
    onAlias: aliasListeners.add,
  }
}
