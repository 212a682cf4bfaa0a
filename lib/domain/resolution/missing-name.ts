import type { VantageAnswer } from './resolution'

/** The answer of a vantage that says that a name does not exist, the cluster's before the outside's; null when none does. */
export function missingName(answers: readonly VantageAnswer[]): VantageAnswer | null {
  const missing = answers.filter(({ verdict: { code } }) => code === 'NXDOMAIN_ORIGIN' || code === 'NXDOMAIN_AT_HOP')
  return missing.find(({ vantage }) => vantage === 'cluster') ?? missing[0] ?? null
}
