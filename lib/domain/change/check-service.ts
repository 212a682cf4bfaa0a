import type { Answer, ChangeEvidence } from './change-evidence'
import { isInFlight, wasNeverApplied } from './change-life'
import { checkAnnotationRoom } from './check-annotation-room'
import { checkFieldOwner } from './check-field-owner'
import { checkFreeze } from './check-freeze'
import { findHold } from './find-hold'

/** How long after a change another one needs an acknowledgement. */
const waitMs = 60_000

/** The checks of the Service itself: that nothing and nobody stands in the way of writing it. */
export function checkService(evidence: ChangeEvidence): Answer[] {
  if (evidence.kind === 'undo') return checkWritable(evidence)
  const room = checkAnnotationRoom(evidence.annotations)
  const hold = evidence.place === '' ? [] : [checkHold(evidence)]
  return [...checkWritable(evidence), checkInFlight(evidence), ...hold, ...(room ? [room] : [])]
}

type WatchedEvidence = Pick<
  ChangeEvidence,
  'service' | 'annotations' | 'namespaceAnnotations' | 'owner' | 'reviewState' | 'fieldOwner' | 'nowMs'
>

/** Those of them that need no record: what the watch of the Service can tell. */
export function checkWritable(evidence: WatchedEvidence): Answer[] {
  const { service, annotations, namespaceAnnotations, owner, reviewState, fieldOwner } = evidence
  const found: Answer[] = [
    checkTerminating(service.terminating ?? false),
    ...checkFreeze({ namespace: service.namespace, annotations, namespaceAnnotations, nowMs: evidence.nowMs }),
    checkFieldOwner(fieldOwner),
  ]
  if (owner === null) {
    const asked = 'No owner by annotation, label or namespace'
    found.push({ code: 'owner-known', state: 'info', title: 'Nobody is named as owner', evidence: asked })
  }
  if (reviewState === 'overdue') {
    const evidence = 'Nobody has signed it off since its last review ran out'
    found.push({ code: 'review-current', state: 'info', title: 'Its review is overdue', evidence })
  }
  return found
}

function checkTerminating(terminating: boolean): Answer {
  const code = 'not-terminating'
  if (terminating)
    return {
      code,
      state: 'refuse',
      title: 'The Service is being deleted',
      evidence: 'metadata.deletionTimestamp is set',
    }
  return { code, state: 'pass', title: 'The Service is not being deleted', evidence: 'no deletionTimestamp' }
}

function checkInFlight({ entries, nowMs }: ChangeEvidence): Answer {
  const code = 'no-change-in-flight'
  const other = entries.findLast(isInFlight)
  if (other) {
    const evidence = `${other.kind} ${other.id} by ${other.by} is ${other.state}`
    return { code, state: 'block', title: 'Another change is in flight', evidence }
  }
  const last = entries.findLast((entry) => !wasNeverApplied(entry))
  const ageMs = last ? nowMs - Date.parse(last.at) : null
  if (last && ageMs !== null && ageMs < waitMs) {
    const evidence = `${last.kind} ${last.id} by ${last.by}, ${Math.max(0, Math.round(ageMs / 1000))} s ago`
    return { code: 'no-recent-change', state: 'warn', title: 'The last change is less than 60 s old', evidence }
  }
  return {
    code,
    state: 'pass',
    title: 'No other change is in flight',
    evidence: last ? `last one ${minuteOf(last.at)}` : 'none is recorded',
  }
}

function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`
}

function checkHold({ entries, place }: ChangeEvidence): Answer {
  const code = 'target-held'
  const hold = findHold(entries, place)
  if (hold) {
    const at = minuteOf(hold.steps.at(-1)?.at ?? hold.at)
    const evidence = `${hold.state === 'failed' ? 'Failed' : 'Undone'} ${at}: ${hold.kind} ${hold.id} by ${hold.by}`
    return { code, state: 'block', title: 'The target is on hold since it was taken back', evidence }
  }
  return { code, state: 'pass', title: 'The target is not on hold', evidence: 'no change to it was taken back' }
}
