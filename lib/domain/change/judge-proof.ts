import type { ProbedTarget } from '@/lib/domain/finding/target-findings'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ChangeEntry } from './change-entry'
import { checkConnection } from './check-connection'
import { judgeAnswers } from './check-resolution'
import { answerMark, type ServedPlace } from './served-answers'

export interface ProofEvidence {
  /** What the vantages answer for the new target. */
  answers: readonly VantageAnswer[]
  /** Who answers there; null where nothing is probed. */
  probed: ProbedTarget | null
}

/** Whether a change does what it was made for: `serves`, surely does not, or nobody can say; and why in words. */
export interface ProofJudgement {
  outcome: 'serves' | 'unsure' | 'broken'
  note: string
}

/**
 * What the new target says for itself after the change: it has to resolve, and to answer where it is probed. What was said of its connection and
 * accepted before the change does not count against it; that it is not known to resolve always does.
 */
export function judgeProof(
  { answers, probed }: ProofEvidence,
  entry: Pick<ChangeEntry, 'acknowledged' | 'overrides'>,
): ProofJudgement {
  const resolution = judgeAnswers(answers)
  if (resolution.state === 'block') return { outcome: 'broken', note: resolution.evidence }
  const accepted = new Set([...entry.acknowledged, ...entry.overrides.map(({ code }) => code)])
  const connection = checkConnection({ standby: probed, live: null })
  const refused = connection.find(({ state }) => state === 'block')
  if (refused) return { outcome: 'broken', note: `${refused.title}: ${refused.evidence}` }
  const doubt = connection.find(({ code, state }) => state === 'warn' && !accepted.has(code))
  if (resolution.state === 'warn') return { outcome: 'unsure', note: resolution.evidence }
  if (doubt) return { outcome: 'unsure', note: `${doubt.title}: ${doubt.evidence}` }
  const connects = connection.find(({ state }) => state === 'pass')
  return {
    outcome: 'serves',
    note: connects ? `${resolution.evidence} ${connects.title}: ${connects.evidence}.` : resolution.evidence,
  }
}

/**
 * What the resolvers of the cluster's DNS say of a Service that leads to addresses, by a cluster IP or without one: all of them have to give exactly
 * those that `to` names. One that does not answer leaves it unsure.
 */
export function judgeServed(
  served: ReadonlyArray<ServedPlace & { resolver: string; why: string | null }>,
  entry: Pick<ChangeEntry, 'from' | 'to'>,
): ProofJudgement {
  const wanted = (entry.to.addresses ?? []).join(', ') || 'an address'
  if (served.length === 0) return { outcome: 'unsure', note: 'The cluster’s DNS was not asked: none is configured.' }
  const silent = served.find(({ why }) => why !== null)
  if (silent) return { outcome: 'unsure', note: `${silent.resolver}: ${silent.why}` }
  const other = served.find((each) => answerMark(each, entry) !== 'n')
  if (other === undefined) return { outcome: 'serves', note: `The cluster’s DNS answers ${wanted}.` }
  const said = other.target ?? ((other.addresses ?? []).join(', ') || 'no address')
  return { outcome: 'broken', note: `${other.resolver} answers ${said} instead of ${wanted}.` }
}
