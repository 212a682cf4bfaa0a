import { judgeRules } from '@/lib/domain/finding/judge-rules'
import { type JudgedFinding, judgeSuppressions } from '@/lib/domain/finding/judge-suppressions'
import { rules } from '@/lib/domain/finding/rules'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { mapService } from '@/lib/kubernetes/map-service'
import { Inventory } from '@/lib/server/inventory/inventory'
import { siblingsOf } from './rule-facts'

export interface ManifestFinding extends JudgedFinding {
  namespace: string
  name: string
  target: string
}

const noCluster = ''

/**
 * What the rules say of Services of type ExternalName by their manifests alone, each seen among the others: groups and doubles are told, DNS and
 * consumers are not asked. Each has a namespace and a name.
 */
export function judgeManifests(
  services: readonly ServiceObject[],
  { clusterDomain, nowMs }: { clusterDomain: string; nowMs: number },
): ManifestFinding[] {
  const inventory = new Inventory({
    domainsOf: () => ({ clusterDomain, ownDomains: [], otherClusterDomains: [] }),
    answersOf: () => [],
    worstFindingOf: () => null,
    reviewStateOf: () => null,
    onDelta: () => undefined,
    onHostChange: () => undefined,
  })
  const aliases = services.map((service) => {
    const alias = mapService(service, { cluster: noCluster, namespaceLabels: {}, namespaceAnnotations: {} })
    // What an API server would give it, and the index tells objects by.
    return { ...alias, uid: `${alias.namespace}/${alias.name}` }
  })
  inventory.apply(aliases, [])
  return aliases.flatMap((alias) => {
    const { namespace, name, target: host } = alias
    if (host === null) return []
    const group = inventory.row(alias)?.group ?? null
    const facts = { alias, host, clusterDomain, group, siblings: siblingsOf(inventory, alias) }
    const found = judgeRules(rules, { ...facts, addresses: [], path: null, slices: [] })
    return judgeSuppressions(found, alias.annotations, nowMs).map((finding) => ({
      ...{ namespace, name, target: host },
      ...finding,
    }))
  })
}
