import { AppError } from '@/lib/domain/app-error'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { isApplying, wasNeverApplied } from '@/lib/domain/change/change-life'
import type { ChangeRecord } from '@/lib/domain/change/change-record'
import { type Endpoint, endpoint, endpointOf } from '@/lib/domain/change/endpoint'
import { decodeLastChange, type LastChange } from '@/lib/domain/change/last-change'
import { planSubject } from '@/lib/domain/change/plan-subject'
import type { Colour } from '@/lib/domain/group/colour'
import { memberName } from '@/lib/domain/group/find-groups'
import type { ChangeContext } from './change-context'
import { planHash } from './plan-hash'
import type { LiveColours } from './read-colours'
import type { LiveState } from './read-live'

/** A change computed from what is live: where from, where to, and the hash over all of it. */
export interface Draft {
  from: Endpoint
  to: Endpoint
  /** The change that is undone, and whether the Service still is as it left it. */
  undo: { change: ChangeEntry | LastChange; isStillOutcome: boolean } | null
  hash: string
}

/** Computes a change. What cannot be computed from the live state is AppError `unprocessable` with reason `not-computable`. */
export function draftChange(context: ChangeContext, live: LiveState, record: ChangeRecord): Draft {
  const { request, user } = context
  const from = endpointOf(live.service)
  if (from.type !== 'ExternalName' && request.kind !== 'undo') {
    throw notComputable(
      `${context.ref.name} is of type ${from.type}; only a Service of type ExternalName has a target.`,
    )
  }
  const undone = request.kind === 'undo' ? findUndone(request.changeId.toLowerCase(), live, record) : null
  const to = undone?.from ?? wantedOf(context, live)
  const members = live.colours ? [live.colours.blue, live.colours.green] : []
  const group = live.colours && { name: live.colours.group, holders: live.colours.holders }
  const subject = planSubject({
    request,
    user,
    service: live.service,
    group,
    members,
    wanted: to,
    deliveries: live.deliveries,
  })
  const undo = undone && { change: undone, isStillOutcome: isStillOutcome(undone, live) }
  return { from, to, undo, hash: planHash(subject, from) }
}

/** True for a failure that a change of the live state explains, so that a plan made before it is stale rather than wrong. */
export function isNotComputable(error: unknown): boolean {
  return error instanceof AppError && error.reason === 'not-computable'
}

function wantedOf({ request, ref }: ChangeContext, live: LiveState): Endpoint {
  if (request.kind === 'retarget') return endpoint('ExternalName', request.target)
  if (request.kind === 'undo') throw new AppError('internal', 'An undo has its target from the record.')
  if (live.colours === null) throw new AppError('internal', 'A switch has its target from the group.')
  return targetOfColour(ref.name, live.colours, request.to)
}

function targetOfColour(name: string, colours: LiveColours, to: Colour): Endpoint {
  const { group, holders } = colours
  if (!holders.active.includes(name)) {
    const active = holders.active.join(' and ') || 'no Service'
    throw notComputable(`${name} is not the active alias of group ${group}: that is ${active}.`)
  }
  const colour = colours[to]
  if (colour === null) {
    const rivals = holders[to].join(' and ')
    throw notComputable(
      rivals === ''
        ? `There is no Service ${memberName(group, to)} to take the target from.`
        : `${rivals} are labelled ${to} of group ${group}: which one has the target is not known.`,
    )
  }
  const { type, externalName } = endpointOf(colour)
  if (externalName === null) throw notComputable(`${colour.metadata.name} is of type ${type} and has no target.`)
  return endpoint('ExternalName', externalName)
}

function findUndone(id: string, live: LiveState, record: ChangeRecord): ChangeEntry | LastChange {
  const entry = record.entries.find((candidate) => candidate.id === id)
  if (entry && wasNeverApplied(entry))
    throw notUndoable('change-not-applied', 'The change was never applied, so there is nothing to undo.')
  if (entry?.state === 'undone') throw notUndoable('already-undone', 'The change was undone already.')
  if (entry && isApplying(entry)) {
    throw new AppError('conflict', 'The change is still being applied.', {
      reason: 'change-in-flight',
      retryAfterSeconds: 1,
    })
  }
  const annotated = decodeLastChange(live.service.metadata.annotations)
  const found = entry ?? (annotated?.id === id ? annotated : null)
  if (!found) throw notUndoable('unknown-change', 'No such change is recorded for this Service.')
  if (found.from.externalName === null)
    throw notUndoable('not-computable', `The change began at type ${found.from.type}, not at a target.`)
  return found
}

function isStillOutcome(undone: ChangeEntry | LastChange, { service }: LiveState): boolean {
  if ('uid' in undone && undone.uid !== service.metadata.uid) return false
  const { type, target } = endpointOf(service)
  return type === undone.to.type && target === undone.to.target
}

function notComputable(message: string): AppError {
  return new AppError('unprocessable', message, { reason: 'not-computable', causes: [{ field: 'service', message }] })
}

function notUndoable(reason: string, message: string): AppError {
  return new AppError('unprocessable', message, { reason, causes: [{ field: 'changeId', message }] })
}
