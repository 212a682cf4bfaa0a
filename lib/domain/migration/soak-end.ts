import type { Migration } from './migration'
import { isMade, type PhaseChange } from './phase-change'

/** Until when the changes before a soak are watched over, ISO 8601; null where one of them is still to be made. */
export function soakEnd(
  { soakMinutes }: Pick<Migration, 'soakMinutes'>,
  changes: readonly (PhaseChange | null)[],
): string | null {
  const lastMs = Math.max(...changes.map(madeMs))
  if (Number.isNaN(lastMs) || changes.length === 0) return null
  return new Date(lastMs + soakMinutes * 60_000).toISOString()
}

function madeMs(change: PhaseChange | null): number {
  return change !== null && isMade(change) ? Date.parse(change.madeAt ?? change.at) : Number.NaN
}
