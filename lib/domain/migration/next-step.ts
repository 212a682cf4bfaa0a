import type { JudgedPhase } from './judge-migration'
import { isProposed, type PhaseChange } from './phase-change'

/**
 * What a migration waits for: somebody's word, a change to be made, one to be proved, to be merged in its repository or decided upon, time, a gate that something else keeps closed,
 * or that somebody says that it is over.
 */
export interface NextStep {
  kind: 'attest' | 'change' | 'prove' | 'merge' | 'decide' | 'wait' | 'clear' | 'finish'
  title: string
  /** How many words or changes are missing; 0 for the other kinds. */
  left: number
  /** When waiting is over, ISO 8601; null for the other kinds. */
  until: string | null
}

/** The next step of a migration from its judged phases; null once it is over. */
export function nextStep(phases: readonly JudgedPhase[]): NextStep | null {
  const phase = phases.find(({ state }) => state === 'now')
  if (phase === undefined) return null
  const [item, ...items] = phase.items.filter(({ state }) => state !== 'attested')
  if (item !== undefined) return step('attest', item.title, items.length + 1)
  if (phase.kind === 'change') return nextChange(phase)
  if (phase.kind === 'soak' && phase.until !== null) return { ...step('wait', 'Soaks', 0), until: phase.until }
  if (phase.kind === 'close' && phase.isOpen) return step('finish', 'Say that it is finished', 0)
  return step('clear', closedBy(phase), 0)
}

// Who has to decide comes before what goes on by itself, and that before what is still to be made.
function nextChange(phase: JudgedPhase): NextStep {
  const made = (index: number): PhaseChange | null => phase.changes[index] ?? null
  const gate = phase.gate.slice(phase.items.length)
  const isHeld = (index: number) => gate[index]?.state === 'block' && made(index) !== null
  const held = gate.filter((_, index) => isHeld(index))
  const decided = gate.find((_, index) => isHeld(index) && !isWaiting(made(index)))
  if (decided !== undefined) return step('decide', decided.title, 0)
  const proved = gate.find(({ state }) => state === 'unknown')
  if (proved !== undefined) return step('prove', proved.title, 0)
  const open = phase.changes.filter((change) => change === null).length
  const [merged] = held
  if (open === 0 && merged !== undefined) return step('merge', merged.title, 0)
  return step('change', phase.title, open)
}

function isWaiting(change: PhaseChange | null): boolean {
  return change !== null && isProposed(change)
}

function closedBy({ gate, title }: JudgedPhase): string {
  return gate.find(({ state }) => state === 'block' || state === 'unknown')?.title ?? title
}

function step(kind: NextStep['kind'], title: string, left: number): NextStep {
  return { kind, title, left, until: null }
}
