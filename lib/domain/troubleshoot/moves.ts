import type { VerdictChange } from '@/lib/domain/resolution/verdict-change'

export interface Moves {
  /** How often it went from resolving to failing or back, by vantage. */
  flips: VerdictChange[]
  /** Times at which the chain came to end at another name. */
  terminals: VerdictChange[]
}

const fine = new Set(['OK', 'OK_V4_ONLY', 'OK_V6_ONLY'])

/** What moved about a target while the console watched, oldest first. */
export function movesOf(history: readonly VerdictChange[]): Moves {
  const changes = history.filter(({ previousCode }) => previousCode !== null && previousCode !== 'NOT_ASKED')
  return {
    flips: changes.filter(({ code, previousCode }) => fine.has(code) !== fine.has(previousCode ?? '')),
    terminals: changes.filter(
      ({ terminal, previousTerminal }) =>
        terminal !== null && previousTerminal !== null && terminal !== previousTerminal,
    ),
  }
}
