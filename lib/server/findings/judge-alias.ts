import type { Alias } from '@/lib/domain/alias/alias'
import { consumerRules } from '@/lib/domain/finding/consumer-rules'
import { judgeRules } from '@/lib/domain/finding/judge-rules'
import { type JudgedFinding, judgeSuppressions } from '@/lib/domain/finding/judge-suppressions'
import { rules } from '@/lib/domain/finding/rules'
import { severityRank } from '@/lib/domain/resolution/severity'
import type { Inventory } from '@/lib/server/inventory/inventory'
import type { Cluster } from '@/lib/server/runtime/cluster'
import { findingsOf } from '@/lib/server/runtime/target-facts'
import type { ConsumerSight } from './consumer-sight'
import { ruleFacts, siblingsOf } from './rule-facts'

/** Everything the rules say of an alias to somebody who sees so much of its consumers, worst first, with what is suppressed. */
export function judgeAlias(
  cluster: Cluster,
  inventory: Inventory,
  alias: Alias,
  { sight, nowMs }: { sight: ConsumerSight; nowMs: number },
): JudgedFinding[] {
  const group = inventory.row(alias)?.group ?? null
  const facts = ruleFacts(cluster, alias, group, siblingsOf(inventory, alias))
  const found = [
    ...findingsOf(cluster, alias, nowMs),
    ...(facts === null ? [] : judgeRules(rules, facts)),
    ...(facts === null ? [] : judgeRules(consumerRules, sight.of(alias, group))),
  ]
  return judgeSuppressions(found, alias.annotations, nowMs).sort(
    (a, b) => severityRank(a.severity) - severityRank(b.severity),
  )
}
