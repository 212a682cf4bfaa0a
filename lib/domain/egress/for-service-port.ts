import type { EgressJudgement } from './judge-egress'
import type { NetworkPolicy } from './network-policy'

/**
 * A judgement of the way to pods that was made with their Service's port: they may listen at another one, so only policies without any rule are
 * sure to block.
 */
export function forServicePort(judgement: EgressJudgement, policies: readonly NetworkPolicy[]): EgressJudgement {
  const limiting = policies.filter(({ name }) => judgement.policies.includes(name))
  if (judgement.state !== 'blocked' || limiting.every(({ rules }) => rules.length === 0)) return judgement
  const evidence = `No rule allows the Service's own port, but a rule for the pods' port would: ${judgement.policies.slice(0, 5).join(', ')}.`
  return { ...judgement, state: 'undecided', evidence }
}
