import type { JudgedPhase } from './judge-migration'
import { isMade } from './phase-change'

/** How many things the gate of a phase asks that are so, that are still to be done or waited for, and that nobody knows. */
export interface GateCounts {
  met: number
  open: number
  unknown: number
}

/**
 * What the gate of the phase that a migration is at counts; null once it is over. `isAsked` is false where nobody asked the cluster: what a plan
 * of the next change would say then counts as one unknown.
 */
export function gateCounts(phases: readonly JudgedPhase[], isAsked: boolean): GateCounts | null {
  const at = phases.findIndex(({ state }) => state === 'now')
  const now = phases[at]
  if (now === undefined) return null
  const count = (...states: string[]) => now.gate.filter(({ state }) => states.includes(state)).length
  const unasked = !isAsked && asksPlan(phases, at) ? 1 : 0
  return { met: count('pass', 'warn'), open: count('block'), unknown: count('unknown') + unasked }
}

// Behind a change in force the earlier gates stay open, whatever a plan says.
function asksPlan(phases: readonly JudgedPhase[], at: number): boolean {
  const made = phases.findLastIndex(({ changes }) => changes.some((change) => change !== null && isMade(change)))
  return phases.some(({ asksNext }, index) => asksNext && index >= made && index <= at)
}
