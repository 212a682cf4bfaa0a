import type { Row } from '@/lib/contract/row'
import type { Alias } from '@/lib/domain/alias/alias'
import type { ReviewJudgement } from '@/lib/domain/review/judge-review'
import type { Identity } from '@/lib/server/access/identity'
import type { Cluster } from '@/lib/server/runtime/cluster'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

/** An alias with how its review stands, and whose it is. */
export interface ReviewedAlias {
  cluster: Cluster
  row: Row
  alias: Alias
  judgement: ReviewJudgement
  /** The name of its team, else its owner; null for nobody. */
  team: string | null
  isMine: boolean
}

/** The alias of a row with its review; null where that is not known, or the alias is gone. */
export function reviewedAlias(runtime: ConsoleRuntime, identity: Identity, row: Row): ReviewedAlias | null {
  const cluster = runtime.cluster(row.cluster)
  const alias = runtime.inventory.alias(row)
  const judgement = alias === null ? null : (cluster?.reviews.judge(alias) ?? null)
  if (cluster === null || alias === null || judgement === null) return null
  const owner = alias.owner?.value ?? null
  return {
    ...{ cluster, row, alias, judgement },
    team: runtime.teams.find(owner)?.name ?? owner,
    isMine: runtime.teams.isMine(owner, identity),
  }
}
