import { AppError } from '@/lib/domain/app-error'
import { changesToUndo, type JudgedPhase } from './judge-migration'
import { isOpenMigration, type Migration } from './migration'
import type { PhaseChange } from './phase-change'

/** What a person does to a migration beside its changes. */
export type MigrationAction =
  | { action: 'attest'; item: string; evidence: string }
  | { action: 'retract'; item: string }
  | { action: 'note'; text: string }
  | { action: 'finish'; reason?: string | undefined }
  /** `keep` leaves the changes that are in force as they are. */
  | { action: 'abandon'; reason: string; keep?: boolean | undefined }

export interface ActInput {
  phases: readonly JudgedPhase[]
  changes: readonly PhaseChange[]
  by: string
  /** ISO 8601. */
  at: string
}

const mostAttestations = 40
const mostNotes = 20

/**
 * The migration after what somebody did. What does not fit where it stands is AppError `conflict` with what is in the way, an item that the checklist
 * does not have `unprocessable`.
 */
export function actOnMigration(migration: Migration, action: MigrationAction, input: ActInput): Migration {
  if (!isOpenMigration(migration)) throw conflict('migration-ended', `The migration is ${migration.end?.state}.`)
  const { by, at } = input
  switch (action.action) {
    case 'attest': {
      requireItem(input.phases, action.item)
      const others = migration.attestations.filter(({ item }) => item !== action.item)
      const given = { item: action.item, by, at, evidence: action.evidence }
      return { ...migration, attestations: [...others, given].slice(-mostAttestations) }
    }
    case 'retract':
      requireItem(input.phases, action.item)
      return { ...migration, attestations: migration.attestations.filter(({ item }) => item !== action.item) }
    case 'note':
      return { ...migration, notes: [...migration.notes, { by, at, text: action.text }].slice(-mostNotes) }
    case 'finish': {
      requireAllOpen(input.phases)
      return { ...migration, end: { state: 'finished', by, at, reason: action.reason || null } }
    }
    case 'abandon': {
      const left = changesToUndo(input.changes)
      if (left.length > 0 && action.keep !== true) {
        const what = left.length === 1 ? 'One of its changes is' : `${left.length} of its changes are`
        throw conflict('changes-in-force', `${what} in force: undo first, or say that it stays as it is.`)
      }
      return { ...migration, end: { state: 'abandoned', by, at, reason: action.reason } }
    }
    default:
      return action satisfies never
  }
}

function requireItem(phases: readonly JudgedPhase[], item: string): void {
  if (phases.some(({ items }) => items.some(({ id }) => id === item))) return
  const message = 'is not on the checklist of this migration'
  throw new AppError('unprocessable', `${item} ${message}.`, {
    reason: 'unknown-item',
    causes: [{ field: 'item', message }],
  })
}

function requireAllOpen(phases: readonly JudgedPhase[]): void {
  const closed = phases.find(({ isOpen }) => !isOpen)
  if (closed === undefined) return
  const why = closed.gate.find(({ state }) => state === 'block' || state === 'unknown')
  throw conflict('gate-closed', `The gate of “${closed.title}” is closed: ${why?.title ?? 'it is not open'}.`)
}

function conflict(reason: string, message: string): AppError {
  return new AppError('conflict', message, { reason })
}
