import type { CaseCommand, CaseStep, StepCode, StepState } from './case'
import type { Fact } from './fact'

interface StepWords {
  title: string
  state: StepState
  detail: string
  commands?: readonly (CaseCommand | null)[]
}

/** A step from what was found; `elapsedMs` null where nothing was asked for it. */
export function step(
  code: StepCode,
  elapsedMs: number | null,
  { title, state, detail, commands = [] }: StepWords,
): CaseStep {
  return { code, title, state, detail, elapsedMs, commands: commands.filter((command) => command !== null) }
}

/** The step of a check that was not made, or came to nothing. */
export function stepWithout(
  code: StepCode,
  title: string,
  fact: Exclude<Fact<unknown>, { kind: 'known' }>,
  commands: readonly (CaseCommand | null)[] = [],
): CaseStep {
  const state = fact.kind === 'skipped' ? 'skipped' : 'unknown'
  const elapsedMs = fact.kind === 'skipped' ? null : fact.elapsedMs
  return step(code, elapsedMs, { title, state, detail: fact.why, commands })
}

/** A line to copy with what it gave; null for a line that there is not. */
export function command(line: string | null, gave: string | null = null): CaseCommand | null {
  return line === null ? null : { line, gave }
}
