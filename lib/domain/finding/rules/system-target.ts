import { namespaceAliasPattern, readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import { isSystemService, systemServicePattern } from '@/lib/domain/change/is-system-service'
import { celHostMatches } from '../policy/cel-text'
import type { Rule } from '../rule'

export const systemTarget: Rule = {
  code: 'SYSTEM_TARGET',
  severity: 'critical',
  cause:
    'The alias leads to the API server or into a namespace of the system: whoever may use it, an Ingress above all, comes nearer to it than was meant.',
  fix: 'Delete the alias; clients name such a Service themselves, under rules that are made for it.',
  policy: {
    cel: (clusterDomain) =>
      [null, clusterDomain]
        .map((domain) => celHostMatches(namespaceAliasPattern(domain, systemServicePattern)))
        .join(' || '),
  },
  judge: ({ host, clusterDomain }) => {
    const named = readNamespaceAlias(host, clusterDomain)
    return named !== null && isSystemService({ namespace: named.namespace, name: named.service })
      ? { evidence: `The target is Service ${named.service} in namespace ${named.namespace}.` }
      : null
  },
}
