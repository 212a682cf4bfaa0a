import { isInForce } from '@/lib/domain/change/change-life'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { serviceKey } from '@/lib/domain/service/service-ref'
import type { GateItem } from './gate-item'
import { gateOf } from './gate-of'
import { type JudgedItem, judgeItem } from './judge-item'
import { type JudgedOption, judgeOption } from './judge-option'
import type { Migration } from './migration'
import type { MigrationEvidence } from './migration-evidence'
import type { Phase } from './phase'
import { isMade, isProposed, type PhaseChange } from './phase-change'
import { soakEnd } from './soak-end'

export interface JudgedPhase extends Omit<Phase, 'items' | 'options'> {
  state: 'done' | 'now' | 'later'
  items: JudgedItem[]
  options: JudgedOption[]
  /** The changes that count for it, in the order of its requests; null where one is still to be made. */
  changes: Array<PhaseChange | null>
  gate: GateItem[]
  isOpen: boolean
  doneAt: string | null
  /** Until when it is waited for, ISO 8601; null where time alone does nothing. */
  until: string | null
}

/**
 * Where a migration stands: each phase with its gate, and which one it is at. A gate is judged anew each time; behind a change that is in force
 * the earlier ones stay open, whatever happened to what they asked for.
 */
export function judgeMigration(
  migration: Migration,
  phases: readonly Phase[],
  evidence: MigrationEvidence,
): JudgedPhase[] {
  const bare = phases.map((phase) => ({ phase, changes: changesOf(phase, evidence.changes) }))
  const lastMade = bare.findLastIndex(({ changes }) => changes.some((change) => change !== null && isMade(change)))
  let isReached = true
  return bare.map(({ phase, changes }, index) => {
    const items = phase.items.map((item) => judgeItem(item, migration, evidence.nowMs))
    const isLatched = index < lastMade
    const next = phases.slice(index + 1).find(({ kind }) => kind === 'change')
    const before = bare.slice(0, index).findLast((each) => each.phase.kind === 'change')?.changes ?? []
    const gate = isLatched ? [] : gateOf({ migration, phase, changes, items, next, evidence, before })
    const isOpen = isLatched || gate.every(({ state }) => state === 'pass' || state === 'warn')
    const isDone = isReached && isOpen && (phase.kind !== 'close' || migration.end !== null)
    const state = isDone ? 'done' : isReached ? 'now' : 'later'
    if (!isDone) isReached = false
    const doneAt = isDone ? lastAt(migration, phase, changes, items) : null
    const options = phase.options.map((request) =>
      judgeOption(request, madeFor(phase, request, evidence.changes), evidence.seen),
    )
    const until = phase.kind === 'soak' ? soakEnd(migration, before) : null
    return { ...phase, state, items, options, changes, gate, isOpen, doneAt, until }
  })
}

/** The changes in force, newest first: what has to be undone to be back where the migration began. */
export function changesToUndo(changes: readonly PhaseChange[]): PhaseChange[] {
  return changes.filter((change) => change.kind !== 'undo' && isInForce(change)).toReversed()
}

function changesOf(phase: Phase, changes: readonly PhaseChange[]): Array<PhaseChange | null> {
  return phase.requests.map((request) => madeFor(phase, request, changes))
}

// Of several attempts for the same Service the newest counts, else the one that a repository is to bring; one that was taken back, or never made, is none.
function madeFor({ id }: Phase, { kind, service }: ChangeRequest, changes: readonly PhaseChange[]): PhaseChange | null {
  const key = serviceKey(service)
  const made = changes.filter(
    (change) => change.phase === id && change.kind === kind && serviceKey(change.service) === key,
  )
  return made.findLast(isMade) ?? made.findLast(isProposed) ?? null
}

function lastAt(
  migration: Migration,
  { kind }: Phase,
  changes: readonly (PhaseChange | null)[],
  items: readonly JudgedItem[],
): string {
  if (kind === 'record') return migration.at
  if (kind === 'close') return migration.end?.at ?? migration.at
  const times = [...changes.map((change) => change?.at), ...items.map(({ attestation }) => attestation?.at)]
  return times.reduce<string>((latest, at) => (at !== undefined && at > latest ? at : latest), migration.at)
}
