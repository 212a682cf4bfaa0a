import type { CarryOut, ChangeView } from '@/lib/contract/changes'
import { AppError } from '@/lib/domain/app-error'
import { attemptRefusal, type RefusedAttempt } from '@/lib/domain/change/attempt-refusal'
import { type ChangeEntry, phaseOfMigration, requestMembers } from '@/lib/domain/change/change-entry'
import { isApplying } from '@/lib/domain/change/change-life'
import type { ChangeRecord } from '@/lib/domain/change/change-record'
import type { WriteNote } from '@/lib/domain/change/change-write'
import { writeNotes } from '@/lib/domain/change/change-writes'
import { isKeptForUndo } from '@/lib/domain/change/check-deletion'
import { absent, type Endpoint, endpoint, endpointOf } from '@/lib/domain/change/endpoint'
import { byteLength } from '@/lib/domain/change/last-change'
import type { Precheck } from '@/lib/domain/change/precheck'
import { settleRecord } from '@/lib/domain/change/settle-record'
import { unmetPrechecks } from '@/lib/domain/change/unmet-prechecks'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { applyChange } from './apply-change'
import type { ChangeContext } from './change-context'
import { findKnown, type KnownChange, waitForRival, writeIntent } from './change-intent'
import { ChangeJournal } from './change-journal'
import { type Draft, draftChange, isNotComputable } from './draft-change'
import { forecastCutOver } from './forecast-cut-over'
import { gatherEvidence } from './gather-evidence'
import { judgeTried } from './judge-tried'
import { seenIn } from './plan-hash'
import { type LiveState, readLive, traceOf } from './read-live'
import { requireDraftRights } from './require-draft-rights'
import { requireOverridesInTime } from './require-overrides-in-time'
import { requireOverrideRight } from './require-right'
import { stalePlan } from './stale-plan'
import { tryWrites } from './try-writes'

/** A change that was just applied, with the journal that its proof goes on in; or one that was carried out under this id before. */
export type CarriedOut = { kind: 'applied'; journal: ChangeJournal } | KnownChange

type Attempt = CarriedOut | { kind: 'again' }

/** Who hears of what an attempt comes to. */
export interface AttemptListeners {
  publish(change: ChangeView): void
  refused(attempt: RefusedAttempt): void
}

/** What is known of an attempt until its intent is recorded; from then on the record tells. `from` is where the Service leads now. */
interface OpenAttempt {
  from: Endpoint | null
  to: Endpoint | null
  unmet: readonly Precheck[]
  isRecorded: boolean
}

const rounds = 5

/** Carries a plan out: change id, hash, prechecks, dry run, intent, patch, outcome, in this order. The caller has checked the right. */
export async function carryOutChange(
  context: ChangeContext,
  body: CarryOut,
  { publish, refused }: AttemptListeners,
): Promise<CarriedOut> {
  const open: OpenAttempt = { from: null, to: statedTarget(context), unmet: [], isRecorded: false }
  try {
    return await attemptInRounds(context, body, open, publish)
  } catch (error) {
    const refusal = open.isRecorded || !(error instanceof AppError) ? null : attemptRefusal(error, open.unmet)
    if (refusal) refused(refusedAttempt(context, body, open, refusal))
    throw error
  }
}

async function attemptInRounds(
  context: ChangeContext,
  body: CarryOut,
  open: OpenAttempt,
  publish: (change: ChangeView) => void,
): Promise<CarriedOut> {
  for (let round = 0; round < rounds; round += 1) {
    const attempt = await attemptChange(context, body, open, publish)
    if (attempt.kind !== 'again') return attempt
  }
  const live = await readLive(context)
  const now = live && endpointOf(live.service)
  throw stalePlan({
    seen: seenIn(body.hash),
    now,
    wanted: statedTarget(context),
    detail: 'Other changes of this Service keep coming first.',
  })
}

function refusedAttempt(
  { request, ref, user, clock }: ChangeContext,
  { changeId }: CarryOut,
  { from, to, unmet }: OpenAttempt,
  refusal: RefusedAttempt['refusal'],
): RefusedAttempt {
  const { cluster, namespace, name } = ref
  const at = new Date(clock.now()).toISOString()
  const codes = unmet.map(({ code }) => code)
  const service = { cluster, namespace, name }
  return { id: changeId, kind: request.kind, service, from, to, by: user, at, unmet: codes, refusal }
}

async function attemptChange(
  context: ChangeContext,
  body: CarryOut,
  open: OpenAttempt,
  publish: (change: ChangeView) => void,
): Promise<Attempt> {
  const { cluster, ref, store, clock } = context
  const seen = seenIn(body.hash)
  const [stored, live] = await Promise.all([store.read(cluster, ref), readLive(context)])
  open.from = live && endpointOf(live.service)
  const trace = traceOf(live)
  const record = settleRecord(stored, trace, clock.now())
  const known = findKnown(context, record, body)
  if (known) return known
  if (seen === null) throw forgedHash()
  const { draft, service } = draftUnlessStale(context, live, record, seen, body.hash)
  open.to = draft.to
  await requireDraftRights(context, draft)
  requireOverridesInTime(body.overrides, clock.now())
  if (record.entries.some(isApplying)) return afterRival(context)
  const [checked, forecast] = await Promise.all([
    precheck(context, service, draft, record, body),
    forecastCutOver(context, service.service),
  ])
  if (checked === 'again') return { kind: 'again' }
  const { prechecks, writes } = checked
  open.unmet = unmetPrechecks(prechecks, body.acknowledge, body.overrides)
  if (open.unmet.length > 0) throw unmetError(open.unmet, prechecks)
  if (prechecks.some(({ state }) => state === 'block')) await requireOverrideRight(context.viewer, ref)
  const cutOver = forecast.existingConnections.parts
  const manifest = keptForUndo(draft)
  const migration = phaseOfMigration(body.migration)
  const told = { cutOver, ...(writes && { writes }), ...(manifest && { manifest }), ...(migration && { migration }) }
  const entry = { ...newEntry(context, body, service, draft, prechecks), ...told }
  const intent = await writeIntent(context, body, entry, trace)
  if (intent === 'busy') return afterRival(context)
  if (intent !== 'written') return intent
  open.isRecorded = true
  const journal = new ChangeJournal({ cluster, ref, entry, store, clock, publish })
  publish(journal.view)
  await applyChange({ context, live: service, draft, record, journal })
  await journal.written()
  return { kind: 'applied', journal }
}

async function afterRival(context: ChangeContext): Promise<Attempt> {
  await waitForRival(context)
  return { kind: 'again' }
}

/** The draft of what is live, and AppError `conflict` when that is not what the plan with this hash was made from. */
export function draftUnlessStale(
  context: ChangeContext,
  live: LiveState | null,
  record: ChangeRecord,
  seen: Endpoint,
  hash: string,
): { draft: Draft; service: LiveState } {
  const wanted = statedTarget(context)
  if (live === null) throw stalePlan({ seen, now: null, wanted, detail: `The Service ${context.ref.name} is gone.` })
  const now = endpointOf(live.service)
  let draft: Draft
  try {
    draft = draftChange(context, live, record)
  } catch (error) {
    if (!isNotComputable(error)) throw error
    throw stalePlan({ seen, now, wanted, detail: error instanceof Error ? error.message : '' })
  }
  if (draft.hash !== hash) throw stalePlan({ seen, now, wanted: draft.to })
  return { draft, service: live }
}

async function precheck(
  context: ChangeContext,
  live: LiveState,
  draft: Draft,
  record: ChangeRecord,
  body: CarryOut,
): Promise<{ prechecks: Precheck[]; writes: WriteNote[] | null } | 'again'> {
  const at = new Date(context.clock.now()).toISOString()
  const { from, to, undoOf } = draft
  const change = {
    id: body.changeId,
    kind: context.request.kind,
    from,
    to,
    by: context.user,
    at,
    undoOf,
  }
  try {
    const [gathered, tried] = await Promise.all([
      gatherEvidence(context, live, draft, record),
      tryWrites(context, live, draft, change),
    ])
    const writes = writeNotes(tried.map(({ write }) => write))
    return { prechecks: judgeTried(context, gathered, tried), writes }
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return 'again'
    throw error
  }
}

function newEntry(
  { request, user, clock }: ChangeContext,
  { changeId, reason, overrides, acknowledge }: CarryOut,
  { service }: LiveState,
  { from, to, undoOf }: Draft,
  prechecks: readonly Precheck[],
): ChangeEntry {
  const at = new Date(clock.now()).toISOString()
  const passed = new Set(prechecks.filter(({ state }) => state === 'block' || state === 'warn').map(({ code }) => code))
  return {
    id: changeId,
    // That of a Service which it makes is known once it is there.
    uid: service?.metadata.uid ?? '',
    kind: request.kind,
    request: requestMembers(request),
    state: 'applying',
    from,
    to,
    by: user,
    reason: reason || null,
    at,
    steps: [{ state: 'applying', at, note: null }],
    acknowledged: [...new Set(acknowledge)].filter((code) => passed.has(code)),
    overrides: overrides.flatMap(({ until = null, ...given }) => (passed.has(given.code) ? [{ ...given, until }] : [])),
    undoOf,
    soakUntil: null,
  }
}

function keptForUndo({ unmade }: Draft): ServiceObject | null {
  return unmade !== null && isKeptForUndo(byteLength(JSON.stringify(unmade))) ? unmade : null
}

/** What the request itself says it wants, where the live state is not needed to know. */
function statedTarget({ request, made }: ChangeContext): Endpoint | null {
  if (request.kind === 'delete') return absent
  if (request.kind === 'to-headless')
    return { ...endpoint('ClusterIP', null), isHeadless: true, addresses: request.addresses }
  if (request.kind === 'to-cluster-ip') return endpoint('ClusterIP', null)
  if (request.kind === 'create') return endpointOf(made)
  return 'target' in request && request.target !== undefined ? endpoint('ExternalName', request.target) : null
}

export function forgedHash(): AppError {
  const message = 'is not the hash of a plan'
  return new AppError('unprocessable', `hash ${message}.`, {
    reason: 'invalid-hash',
    causes: [{ field: 'hash', message }],
  })
}

function unmetError(unmet: readonly Precheck[], prechecks: readonly Precheck[]): AppError {
  const titles = unmet.map(({ code, title }) => `${title} (${code})`).join(', ')
  return new AppError('unprocessable', `Not passed: ${titles}.`, { reason: 'precheck', extra: { prechecks } })
}
