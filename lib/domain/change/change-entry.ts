import type { ServiceObject } from '@/lib/domain/service/service-object'
import { isAhead } from './change-life'
import type { ChangeKind, ChangeRequest } from './change-request'
import type { ChangeState } from './change-state'
import type { WriteNote } from './change-write'
import type { CutOverPart } from './cut-over-part'
import type { Endpoint } from './endpoint'
import type { Override } from './override'
import type { ServedAnswers } from './served-answers'

export interface ChangeStep {
  state: ChangeState
  at: string
  note: string | null
}

/** One change of a Service as the record holds it. `uid` is the Service's, `request` what was asked without the Service, times are ISO 8601. */
export interface ChangeEntry {
  id: string
  uid: string
  kind: ChangeKind
  request: Record<string, unknown>
  state: ChangeState
  from: Endpoint
  to: Endpoint
  by: string
  reason: string | null
  at: string
  steps: ChangeStep[]
  /** Codes of warnings that were accepted beforehand. */
  acknowledged: string[]
  overrides: Override[]
  undoOf: string | null
  /** Until when it is watched over; null before it was verified. */
  soakUntil: string | null
  /** How long the cut-over was to take, as was known when it was applied. */
  cutOver?: CutOverPart[]
  answers?: ServedAnswers[]
  /** What it was to write, in order, where that was more than one write. */
  writes?: WriteNote[]
  /** EndpointSlices that it left, or may have left, where nothing leads to them. */
  left?: string[]
  /** The Service as it was before it was deleted: what its undo makes anew. */
  manifest?: ServiceObject
  /** The migration that it is a step of. */
  migration?: PhaseOfMigration
}

/** A phase of a migration, by the ids of both. */
export interface PhaseOfMigration {
  id: string
  phase: string
}

/** The phase by its ids, from how a caller names it; null for a change of its own. */
export function phaseOfMigration(step: PhaseOfMigration | undefined): PhaseOfMigration | null {
  return step === undefined ? null : { id: step.id.toLowerCase(), phase: step.phase }
}

const stepLimit = 16
const noteLimit = 300

/** The entry one step further, or as it is when the step does not lie ahead of where it stands: a slow writer never takes a change back. */
export function advanceEntry(entry: ChangeEntry, step: ChangeStep): ChangeEntry {
  if (!isAhead(entry.state, step.state)) return entry
  const note = step.note === null ? null : step.note.slice(0, noteLimit)
  return { ...entry, state: step.state, steps: [...entry.steps, { ...step, note }].slice(-stepLimit) }
}

/** The members of a request that tell it from another one on the same Service. */
export function requestMembers(request: ChangeRequest): Record<string, unknown> {
  const { service: _, ...members } = request
  return { ...members }
}
