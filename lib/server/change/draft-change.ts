import { AppError } from '@/lib/domain/app-error'
import { isSameAddresses } from '@/lib/domain/change/canonical-address'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { isApplying, wasNeverApplied } from '@/lib/domain/change/change-life'
import type { ChangeRecord } from '@/lib/domain/change/change-record'
import type { MetadataEdit } from '@/lib/domain/change/change-request'
import { type Endpoint, endpointOf, shapeOf } from '@/lib/domain/change/endpoint'
import type { SliceFacts } from '@/lib/domain/change/endpoint-slice'
import { decodeLastChange, type LastChange } from '@/lib/domain/change/last-change'
import { isSame } from '@/lib/domain/change/merge-patch'
import { planSubject } from '@/lib/domain/change/plan-subject'
import { recreatable } from '@/lib/domain/change/type-dependent-fields'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import type { ChangeContext } from './change-context'
import { planHash } from './plan-hash'
import { type LiveState, ownSlicesOf } from './read-live'
import { requestedEndpoint } from './requested-endpoint'

/** A change computed from what is live: where from, where to, and the hash over all of it. */
export interface Draft {
  from: Endpoint
  to: Endpoint
  /** The Service that it makes; null for a change of one that is there. */
  made: ServiceObject | null
  /** The Service that it deletes, as its undo would make it anew; null for every other change. */
  unmade: ServiceObject | null
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
  const undo = request.kind === 'undo' ? findUndone(request.changeId.toLowerCase(), live, record) : null
  const to = undo === null ? requestedEndpoint(context, live) : undo.isCleanUp ? endpointOf(service) : undo.change.from
  const isAbout = isAboutSlices(to, undo)
  const slices = isAbout ? slicesOf(context, live) : leavesSlices(live, to) || leadsToPods(to) ? live.slices : null
  const from = placeNow(live, to, slices !== null)
  const made = service === null ? (undo === null ? context.made : manifestOf(undo.change)) : null
  const unmade = service !== null && to.type === 'absent' ? recreatable(service) : null
  const members = live.colours ? [live.colours.blue, live.colours.green] : []
  const group = live.colours && { name: live.colours.group, holders: live.colours.holders }
  const { deliveries } = live
  const subject = planSubject({
    ...{ request, user, service, group, members, wanted: to, touched: from.metadata },
    // What pods are behind a Service that is left is not what a plan rests on.
    ...{ made: made ?? unmade, slices: (isAbout && slices) || [], deliveries },
  })
  const undoOf = undo === null || undo.isCleanUp ? null : undo.change.id
  return { from, to, made, unmade, undo, undoOf, slices, hash: planHash(subject, from) }
}

/** True for a failure that a change of the live state explains, so that a plan made before it is stale rather than wrong. */
export function isNotComputable(error: unknown): boolean {
  return error instanceof AppError && error.reason === 'not-computable'
}

function isAboutSlices(to: Endpoint, undo: Draft['undo']): boolean {
  if (undo?.isCleanUp) return true
  const places = undo === null ? [to] : [undo.change.from, undo.change.to]
  return places.some(({ addresses, isHeadless, shape }) => addresses !== undefined || (isHeadless && !shape?.selector))
}

// What a Service that becomes an alias again led to stays behind: the controllers do not look at an ExternalName.
function leavesSlices({ service }: LiveState, to: Endpoint): boolean {
  return service !== null && to.type === 'ExternalName' && endpointOf(service).type !== 'ExternalName'
}

// Ours would take traffic beside the pods.
function leadsToPods({ type, shape }: Endpoint): boolean {
  return type === 'ClusterIP' && shape?.selector != null
}

function slicesOf({ ref, user }: ChangeContext, { slices }: LiveState): readonly SliceFacts[] {
  if (slices !== null) return slices
  const right = { verb: 'list', resource: 'endpointslices.discovery.k8s.io', namespace: ref.namespace }
  const message = `${user} may not list ${right.resource} in namespace ${right.namespace}.`
  throw new AppError('forbidden', message, { extra: right })
}

/** Where the Service leads now, with the same members that the change sets. */
function placeNow(live: LiveState, to: Endpoint, withAddresses: boolean): Endpoint {
  const { service } = live
  const place = endpointOf(service)
  if (service === null) return place
  const { labels = {}, annotations = {} } = service.metadata
  const metadata = to.metadata && {
    labels: valuesOf(labels, to.metadata.labels),
    annotations: valuesOf(annotations, to.metadata.annotations),
  }
  const shape = (to.shape ?? withAddresses) ? shapeOf(service) : undefined
  const isForAddresses = withAddresses && place.isHeadless && shape?.selector == null
  const held = isForAddresses ? (ownSlicesOf(live) ?? []).flatMap(({ addresses }) => addresses) : []
  return {
    ...place,
    ...(isForAddresses && { addresses: held }),
    ...(shape && { shape }),
    ...(metadata && { metadata }),
  }
}

function valuesOf(map: Readonly<Record<string, string>>, edit: MetadataEdit): MetadataEdit {
  return Object.fromEntries(Object.keys(edit).map((key) => [key, Object.hasOwn(map, key) ? (map[key] ?? null) : null]))
}

function manifestOf(change: ChangeEntry | LastChange): ServiceObject | null {
  return 'manifest' in change ? (change.manifest ?? null) : null
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
  const annotated = decodeLastChange(live.service?.metadata.annotations)
  const found = entry ?? (annotated?.id === id ? annotated : null)
  if (!found) throw notUndoable('unknown-change', 'No such change is recorded for this Service.')
  requireComputable(found, live)
  return { change: found, isStillOutcome: isStillOutcome(found, live), isCleanUp: false }
}

function requireComputable(change: ChangeEntry | LastChange, { service }: LiveState): void {
  const { kind, from, to } = change
  const lost = (what: string) => notUndoable('not-computable', `${what} is not known any more.`)
  if (service === null && from.type === 'absent') throw notUndoable('already-undone', 'There is no such Service.')
  if (service === null && manifestOf(change) === null) throw lost('How the Service was before it was deleted')
  if (to.type === 'absent' && service !== null)
    throw notUndoable('not-computable', 'A Service of that name was made since.')
  const isEdit = kind === 'annotate' || (kind === 'edit' && from.target === to.target && to.shape === undefined)
  if (isEdit && from.metadata === undefined) throw lost('What the labels and annotations were before')
  if (from.type !== 'absent' && from.type !== 'ExternalName' && from.shape === undefined && from.type !== to.type)
    throw lost(`What a Service of type ${from.type} led to before`)
}

/** Whether a change that broke off between its writes left slices of ours to a Service that does not lead there. */
function hasLeftSlices({ writes = [] }: ChangeEntry, live: LiveState): boolean {
  if (live.service === null || !writes.some(({ kind }) => kind === 'EndpointSlice')) return false
  return endpointOf(live.service).type === 'ExternalName' && (ownSlicesOf(live) ?? []).length > 0
}

function isStillOutcome({ to, ...undone }: ChangeEntry | LastChange, live: LiveState): boolean {
  const { service } = live
  if (service === null) return to.type === 'absent'
  if ('uid' in undone && undone.uid !== service.metadata.uid) return false
  const { addresses: held = [], ...now } = placeNow(live, to, to.addresses !== undefined)
  if (now.type !== to.type || now.target !== to.target || now.isHeadless !== to.isHeadless) return false
  if (!isSame(now.metadata ?? {}, to.metadata ?? {})) return false
  if (to.addresses !== undefined) return isSameAddresses(held, to.addresses)
  return to.shape === undefined || isSame(now.shape ?? {}, to.shape)
}

function notUndoable(reason: string, message: string): AppError {
  return new AppError('unprocessable', message, { reason, causes: [{ field: 'changeId', message }] })
}
