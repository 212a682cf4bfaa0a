import type { Alias } from '@/lib/domain/alias/alias'
import type { NamespaceAliasPath } from '@/lib/domain/alias/follow-namespace-alias'
import type { Severity } from '@/lib/domain/resolution/severity'
import type { RulePolicy } from './policy/rule-policy'

/** Another alias that leads to the same host from the same namespace. */
export interface Sibling {
  name: string
  ports: Alias['ports']
  /** The blue-green group that it belongs to. */
  group: string | null
}

/** What is known of an alias without asking DNS or its target anything. */
export interface RuleFacts {
  alias: Alias
  /** The target, normalised. */
  host: string
  clusterDomain: string
  /** The blue-green group that the alias belongs to, and as what. */
  group: { name: string; role: 'active' | 'blue' | 'green' } | null
  siblings: readonly Sibling[]
  /** The addresses at the end of its chain, where anybody answered. */
  addresses: readonly string[]
  /** Where the target leads in the cluster; null for one outside, and until it was followed. */
  path: NamespaceAliasPath | null
  /** Names of EndpointSlices that still say they belong to the Service. */
  slices: readonly string[]
}

/** What a rule saw; a severity of its own where it is not the rule's. */
export interface Sighting {
  evidence: string
  severity?: Severity
}

/** One thing that may be wrong with an alias, judged from facts of one kind: the text is the same for every alias, the evidence is not. */
export interface Rule<Facts = RuleFacts> {
  code: string
  severity: Severity
  /** When the severity is a lesser one, for the documentation. */
  lesser?: { severity: Severity; when: string }
  cause: string
  fix: string
  policy: RulePolicy
  judge(facts: Facts): Sighting | null
}
