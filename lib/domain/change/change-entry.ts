import type { ChangeKind, ChangeRequest } from './change-request'
import type { ChangeState } from './change-state'
import type { Endpoint } from './endpoint'

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
  request: Record<string, string>
  state: ChangeState
  from: Endpoint
  to: Endpoint
  by: string
  reason: string | null
  at: string
  steps: ChangeStep[]
  overrides: Array<{ code: string; reason: string }>
  undoOf: string | null
}

const stepLimit = 12
const noteLimit = 300

/** Later states win, so that a slow writer never takes back what another replica knows already. */
const order: readonly ChangeState[] = [
  'ready',
  'applying',
  'conflict',
  'cancelled',
  'not-applied',
  'applied',
  'propagating',
  'verifying',
  'soaking',
  'inconclusive',
  'failed',
  'completed',
  'reverted',
  'undone',
]

/** The entry one step further, or as it is when it already stands at this state or a later one. */
export function advanceEntry(entry: ChangeEntry, step: ChangeStep): ChangeEntry {
  if (isPast(entry.state, step.state)) return entry
  const note = step.note === null ? null : step.note.slice(0, noteLimit)
  return { ...entry, state: step.state, steps: [...entry.steps, { ...step, note }].slice(-stepLimit) }
}

/** Whether a change cannot go from `state` to `next`, because it is there or further on already. */
export function isPast(state: ChangeState, next: ChangeState): boolean {
  return order.indexOf(next) <= order.indexOf(state)
}

export function wasNeverApplied(entry: ChangeEntry): boolean {
  return ['ready', 'conflict', 'cancelled', 'not-applied'].includes(entry.state)
}

/** The members of a request that tell it from another one on the same Service. */
export function requestMembers(request: ChangeRequest): Record<string, string> {
  const { service: _, ...members } = request
  return { ...members }
}
