import { AppError } from '@/lib/domain/app-error'
import { isSameAddresses } from '@/lib/domain/change/canonical-address'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { isApplying, wasNeverApplied } from '@/lib/domain/change/change-life'
import type { ChangeRecord } from '@/lib/domain/change/change-record'
import type { WantedPort } from '@/lib/domain/change/change-request'
import { type Endpoint, endpoint, endpointOf, headless, shapeOf } from '@/lib/domain/change/endpoint'
import type { SliceFacts } from '@/lib/domain/change/endpoint-slice'
import { decodeLastChange, type LastChange } from '@/lib/domain/change/last-change'
import { planSubject } from '@/lib/domain/change/plan-subject'
import type { Colour } from '@/lib/domain/group/colour'
import { memberName } from '@/lib/domain/group/find-groups'
import type { ServicePortObject } from '@/lib/domain/service/service-object'
import type { ChangeContext } from './change-context'
import { planHash } from './plan-hash'
import type { LiveColours } from './read-colours'
import { type LiveState, ownSlicesOf } from './read-live'

/** A change computed from what is live: where from, where to, and the hash over all of it. */
export interface Draft {
  from: Endpoint
  to: Endpoint
  /** The change that is undone, and whether the Service still is as it left it. A clean-up only takes away what it left behind. */
  undo: { change: ChangeEntry | LastChange; isStillOutcome: boolean; isCleanUp: boolean } | null
  /** The id of the change that this one takes back. */
  undoOf: string | null
  /** The EndpointSlices that it is about, as they were read; null for a change that leaves them alone. */
  slices: readonly SliceFacts[] | null
  hash: string
}

/** Computes a change. What cannot be computed from the live state is AppError `unprocessable` with reason `not-computable`. */
export function draftChange(context: ChangeContext, live: LiveState, record: ChangeRecord): Draft {
  const { request, user } = context
  const { service } = live
  const { type } = endpointOf(service)
  if (type !== 'ExternalName' && request.kind !== 'undo') {
    throw notComputable(`${context.ref.name} is of type ${type}; only a Service of type ExternalName has a target.`)
  }
  const undo = request.kind === 'undo' ? findUndone(request.changeId.toLowerCase(), live, record) : null
  const isAboutSlices = request.kind === 'to-headless' || undo?.isCleanUp || undo?.change.kind === 'to-headless'
  const slices = isAboutSlices ? slicesOf(context, live) : null
  const from = isAboutSlices ? placeNow(live) : endpointOf(service)
  const to = undo === null ? wantedOf(context, live) : undo.isCleanUp ? endpointOf(service) : undo.change.from
  const members = live.colours ? [live.colours.blue, live.colours.green] : []
  const group = live.colours && { name: live.colours.group, holders: live.colours.holders }
  const { deliveries } = live
  const subject = planSubject({ request, user, service, group, members, wanted: to, slices: slices ?? [], deliveries })
  const undoOf = undo === null || undo.isCleanUp ? null : undo.change.id
  return { from, to, undo, undoOf, slices, hash: planHash(subject, from) }
}

/** True for a failure that a change of the live state explains, so that a plan made before it is stale rather than wrong. */
export function isNotComputable(error: unknown): boolean {
  return error instanceof AppError && error.reason === 'not-computable'
}

function wantedOf({ request, ref }: ChangeContext, live: LiveState): Endpoint {
  if (request.kind === 'retarget') return endpoint('ExternalName', request.target)
  if (request.kind === 'to-headless') return headless(request.addresses, request.ports.map(portOf))
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

// Said as the API server stores it, so that its answer shows what others make of it and nothing else.
function portOf({ name, port, protocol = 'TCP', targetPort = port }: WantedPort): ServicePortObject {
  return { ...(name ? { name } : {}), protocol, port, targetPort }
}

function slicesOf({ ref, user }: ChangeContext, { slices }: LiveState): readonly SliceFacts[] {
  if (slices !== null) return slices
  const right = { verb: 'list', resource: 'endpointslices.discovery.k8s.io', namespace: ref.namespace }
  const message = `${user} may not list ${right.resource} in namespace ${right.namespace}.`
  throw new AppError('forbidden', message, { extra: right })
}

/** Where the Service leads, with all that a change of its type touches. */
function placeNow(live: LiveState): Endpoint {
  const place = { ...endpointOf(live.service), shape: shapeOf(live.service) }
  if (place.type === 'ExternalName') return place
  return { ...place, addresses: ownSlicesOf(live)?.flatMap(({ addresses }) => addresses) ?? [] }
}

function findUndone(id: string, live: LiveState, record: ChangeRecord): NonNullable<Draft['undo']> {
  const entry = record.entries.find((candidate) => candidate.id === id)
  if (entry && isApplying(entry)) {
    throw new AppError('conflict', 'The change is still being applied.', {
      reason: 'change-in-flight',
      retryAfterSeconds: 1,
    })
  }
  if (entry && hasLeftSlices(entry, live)) return { change: entry, isStillOutcome: true, isCleanUp: true }
  if (entry && wasNeverApplied(entry))
    throw notUndoable('change-not-applied', 'The change was never applied, so there is nothing to undo.')
  if (entry?.state === 'undone') throw notUndoable('already-undone', 'The change was undone already.')
  const annotated = decodeLastChange(live.service.metadata.annotations)
  const found = entry ?? (annotated?.id === id ? annotated : null)
  if (!found) throw notUndoable('unknown-change', 'No such change is recorded for this Service.')
  if (found.from.externalName === null)
    throw notUndoable('not-computable', `The change began at type ${found.from.type}, not at a target.`)
  return { change: found, isStillOutcome: isStillOutcome(found, live), isCleanUp: false }
}

/** Whether a change that broke off between its writes left slices of ours to a Service that does not lead there. */
function hasLeftSlices({ writes = [] }: ChangeEntry, live: LiveState): boolean {
  if (!writes.some(({ kind }) => kind === 'EndpointSlice')) return false
  return endpointOf(live.service).type === 'ExternalName' && (ownSlicesOf(live) ?? []).length > 0
}

function isStillOutcome(undone: ChangeEntry | LastChange, live: LiveState): boolean {
  if ('uid' in undone && undone.uid !== live.service.metadata.uid) return false
  const { type, target } = endpointOf(live.service)
  if (type !== undone.to.type || target !== undone.to.target) return false
  if (undone.to.addresses === undefined) return true
  const held = ownSlicesOf(live)?.flatMap(({ addresses }) => addresses) ?? []
  return live.service.spec.clusterIP === 'None' && isSameAddresses(held, undone.to.addresses)
}

function notComputable(message: string): AppError {
  return new AppError('unprocessable', message, { reason: 'not-computable', causes: [{ field: 'service', message }] })
}

function notUndoable(reason: string, message: string): AppError {
  return new AppError('unprocessable', message, { reason, causes: [{ field: 'changeId', message }] })
}
