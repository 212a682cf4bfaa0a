import { namespaceAliasPattern, readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import { celHostMatches } from '../policy/cel-text'
import type { Rule } from '../rule'

export const inClusterTarget: Rule = {
  code: 'IN_CLUSTER_TARGET',
  severity: 'info',
  cause:
    'The target is another Service of this cluster. That is a use of its own; network policies and rights look at that Service, not at the alias.',
  fix: 'Nothing, where it is meant. Else let clients name the Service itself.',
  policy: { cel: (clusterDomain) => celHostMatches(namespaceAliasPattern(clusterDomain)) },
  judge: ({ host, clusterDomain }) => {
    const named = readNamespaceAlias(host, clusterDomain)
    if (named === null || named.isShort) return null
    return { evidence: `It leads to Service ${named.service} in namespace ${named.namespace}.` }
  },
}
