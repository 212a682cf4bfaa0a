import { namespaceAliasPattern, readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import { groupLabel, groupRoles, roleLabel } from '@/lib/domain/group/find-groups'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { legacyAddressPattern } from '@/lib/domain/resolution/legacy-address-pattern'
import { outcomeSeverity } from '@/lib/domain/resolution/outcome-severity'
import { consumerRules } from '../consumer-rules'
import type { Finding } from '../finding'
import { groupLabelFinding } from '../group-label-finding'
import { namespaceAliasFinding } from '../namespace-alias-finding'
import { outcomeAdvice } from '../resolution-findings'
import type { RuleFacts } from '../rule'
import { rules } from '../rules'
import { celHostMatches, celList } from './cel-text'

/** A finding that the API server can make by itself. */
export interface PolicyRule extends Omit<Finding, 'evidence'> {
  /** CEL over `policyVariables`, true where the rule says something. */
  cel(clusterDomain: string): string
  /** The same, judged here. */
  sees(facts: RuleFacts): boolean
}

/** A rule that it cannot make, and why. */
export interface ImpossiblePolicy {
  code: string
  why: string
}

/** Findings that are told with the name, the group or the way of an alias, and which its manifest shows already. */
const shownByManifest: readonly PolicyRule[] = [
  {
    ...ofOutcome('IP_LITERAL'),
    cel: () => celHostMatches(legacyAddressPattern()),
    sees: ({ host }) => checkHostName(host).kind === 'ip-literal',
  },
  {
    ...ofOutcome('INVALID_NAME'),
    // All else that DNS cannot carry the API server refuses by itself.
    cel: () => celHostMatches('[^.]{64}'),
    sees: ({ host }) => checkHostName(host).kind === 'invalid',
  },
  ...told(namespaceAliasFinding({ steps: [], end: { kind: 'short-name', target: '' }, brokenAt: null })).map(
    (text) => ({
      ...text,
      cel: () => celHostMatches(namespaceAliasPattern(null)),
      sees: ({ host, clusterDomain }: RuleFacts) => readNamespaceAlias(host, clusterDomain)?.isShort === true,
    }),
  ),
  ...told(groupLabelFinding({ [groupLabel]: 'of-a-name' })).map((text) => ({
    ...text,
    cel: () => {
      const role = `variables.labels[?${JSON.stringify(roleLabel)}].orValue("")`
      const group = `variables.labels[?${JSON.stringify(groupLabel)}].orValue("")`
      const isStated = `${celList([groupLabel, roleLabel])}.exists(key, key in variables.labels)`
      return `${isStated} && !(${group} != "" && ${role} in ${celList(groupRoles)})`
    },
    sees: ({ alias }: RuleFacts) => groupLabelFinding(alias.labels) !== null,
  })),
]

/** Every finding that an admission policy can make, and every rule that none can. */
export const policyRules: readonly PolicyRule[] = [
  ...shownByManifest,
  ...rules.flatMap(({ policy, judge, code, severity, cause, fix }) =>
    'cel' in policy
      ? [{ ...{ code, severity, cause, fix }, cel: policy.cel, sees: (facts: RuleFacts) => judge(facts) !== null }]
      : [],
  ),
]

export const impossiblePolicies: readonly ImpossiblePolicy[] = [...rules, ...consumerRules].flatMap(
  ({ code, policy }) => ('impossible' in policy ? [{ code, why: policy.impossible }] : []),
)

function ofOutcome(code: 'IP_LITERAL' | 'INVALID_NAME'): Omit<Finding, 'evidence'> {
  const { cause, fix } = outcomeAdvice(code) ?? { cause: '', fix: '' }
  return { code, severity: outcomeSeverity[code], cause, fix }
}

function told(finding: Finding | null): Omit<Finding, 'evidence'>[] {
  if (finding === null) return []
  const { evidence: _, ...text } = finding
  return [text]
}
