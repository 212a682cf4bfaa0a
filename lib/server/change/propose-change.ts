import type { ChangeView, Proposal } from '@/lib/contract/changes'
import { AppError } from '@/lib/domain/app-error'
import { type ChangeEntry, phaseOfMigration, requestMembers } from '@/lib/domain/change/change-entry'
import { putEntry } from '@/lib/domain/change/change-record'
import { type FieldOwner, isDeclared, ownedService, readFieldOwner } from '@/lib/domain/change/field-owner'
import { settleRecord } from '@/lib/domain/change/settle-record'
import { draftUnlessStale, forgedHash } from './carry-out-change'
import type { ChangeContext } from './change-context'
import { findKnown } from './change-intent'
import type { Draft } from './draft-change'
import { seenIn } from './plan-hash'
import { type LiveState, readLive, traceOf } from './read-live'

/** A proposal as it was recorded just now, or the change that this id was given to before. */
export type Proposed = { kind: 'proposed'; entry: ChangeEntry } | { kind: 'known'; change: ChangeView }

/**
 * Records a plan as proposed for the repository that the Service comes from; the Service is not written. Change id and hash are checked as when
 * a plan is carried out. AppError `unprocessable` when no repository is known to hold the Service.
 */
export async function proposeChange(context: ChangeContext, body: Proposal): Promise<Proposed> {
  const { cluster, ref, store, clock } = context
  const [stored, live] = await Promise.all([store.read(cluster, ref), readLive(context)])
  const record = settleRecord(stored, traceOf(live), clock.now())
  const known = findKnown(context, record, body)
  if (known) return known
  const seen = seenIn(body.hash)
  if (seen === null) throw forgedHash()
  const { draft, service } = draftUnlessStale(context, live, record, seen, body.hash)
  requireOneWrite(draft)
  const owner = requireRepository(context, service)
  const entry = newEntry(context, body, service, draft, owner)
  return store.update<Proposed>(cluster, ref, (now) => {
    const raced = findKnown(context, now, body)
    return raced
      ? { record: null, result: raced }
      : { record: putEntry(now, entry), result: { kind: 'proposed', entry } }
  })
}

function requireOneWrite({ slices }: Draft): void {
  if (slices === null) return
  const message = 'This change writes EndpointSlices as well, which no change for a repository is made for.'
  throw new AppError('unprocessable', message, {
    reason: 'several-writes',
    causes: [{ field: 'request.kind', message: 'cannot be proposed for a repository' }],
  })
}

function requireRepository({ ref }: ChangeContext, { service, deliveries }: LiveState): FieldOwner {
  const owner = service && readFieldOwner(ownedService(service), deliveries)
  if (owner && isDeclared(owner)) return owner
  const message = `No signal says that ${ref.name} comes from a repository, so nothing would bring the change.`
  throw new AppError('unprocessable', message, {
    reason: 'no-repository',
    causes: [{ field: 'request.service', message: 'is not known to come from a repository' }],
  })
}

function newEntry(
  { request, user, clock }: ChangeContext,
  { changeId, reason, migration: step }: Proposal,
  { service }: LiveState,
  { from, to, undoOf }: Draft,
  { declaredBy }: FieldOwner,
): ChangeEntry {
  const at = new Date(clock.now()).toISOString()
  const migration = phaseOfMigration(step)
  const note = declaredBy ? `Waits for ${declaredBy.kind} ${declaredBy.name} to bring it.` : 'Waits for the repository.'
  return {
    id: changeId,
    uid: service?.metadata.uid ?? '',
    kind: request.kind,
    request: requestMembers(request),
    state: 'patch-proposed',
    from,
    to,
    by: user,
    reason: reason || null,
    at,
    steps: [{ state: 'patch-proposed', at, note }],
    acknowledged: [],
    overrides: [],
    undoOf,
    soakUntil: null,
    ...(migration && { migration }),
  }
}
