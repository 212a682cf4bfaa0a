import type { EgressJudgement } from './judge-egress'

export interface AddressSample {
  judged: readonly string[]
  /** Says how many were judged where that is not all of them; null where it is. */
  cut: string | null
}

const mostJudged = 20

/** The addresses of a target that policies are held against: the first 20 at most. */
export function sampleAddresses(addresses: readonly string[]): AddressSample {
  const judged = addresses.slice(0, mostJudged)
  const cut = judged.length < addresses.length ? `${judged.length} of ${addresses.length} addresses judged.` : null
  return { judged, cut }
}

/** What the worst judgement of a sample says of all addresses: what was not judged is not known to be allowed. */
export function forAllAddresses(worst: EgressJudgement, { cut }: AddressSample): EgressJudgement {
  if (cut === null) return worst
  const isAllowed = worst.state === 'allowed' || worst.state === 'open'
  return { ...worst, state: isAllowed ? 'undecided' : worst.state, evidence: `${worst.evidence} ${cut}` }
}
