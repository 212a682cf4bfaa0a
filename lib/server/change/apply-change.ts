import { AppError } from '@/lib/domain/app-error'
import type { ChangeRecord } from '@/lib/domain/change/change-record'
import { type ChangeWrite, isDecisive } from '@/lib/domain/change/change-write'
import { changeWrites } from '@/lib/domain/change/change-writes'
import { endpointOf, placeOf } from '@/lib/domain/change/endpoint'
import { decodeLastChange } from '@/lib/domain/change/last-change'
import type { KubeObject } from '@/lib/kubernetes/kube-object'
import { sendWrite } from '@/lib/kubernetes/send-write'
import type { ChangeContext } from './change-context'
import type { ChangeJournal } from './change-journal'
import { type Draft, draftChange } from './draft-change'
import { pause } from './pause'
import { type LiveState, ownSlicesOf, readLive } from './read-live'
import { stalePlan } from './stale-plan'
import { deleteAfterwards, leftWords, sliceNamesIn, takeBackSlices } from './take-back-slices'
import { spareOf } from './try-writes'

// All writes together, so that the intent has ended before others hold it for abandoned.
const timeoutMs = 10_000
const preparingMs = 4_000
const leastMs = 1_000
const retries = 3
const lookMs = 4_000
const lookEveryMs = 500

export interface ApplyInput {
  context: ChangeContext
  live: LiveState
  draft: Draft
  record: ChangeRecord
  journal: ChangeJournal
}

/**
 * Carries out the writes of a change in their order, each guarded by what was read. When another write came between, it is tried again only if
 * the plan's hash still holds; when no answer to the decisive one came, the Service is searched for the change id, and nothing is sent twice. What
 * was made for a Service that then refuses its patch is taken back at once; what could not be deleted after it is told.
 */
export async function applyChange(input: ApplyInput): Promise<void> {
  const { context, draft, journal } = input
  const endMs = context.clock.now() + timeoutMs
  let { live } = input
  for (let attempt = 0; ; attempt += 1) {
    const { before, decisive, after } = writesOf(live, draft, journal)
    try {
      for (const write of before) await send(input, write, endMs, preparingMs)
    } catch (error) {
      if (!mayGoOn(error)) throw await notApplied(input, error)
      live = await readAgain(input, attempt, error)
      continue
    }
    try {
      const stored = await send(input, decisive, endMs, timeoutMs)
      if (stored?.metadata.uid) journal.identify(stored.metadata.uid)
      return journal.step('applied', await deleteAfterwards(input, after))
    } catch (error) {
      if (error instanceof AppError && error.code === 'unavailable') {
        const found = await findOutcome(input, error)
        const deleted = await deleteAfterwards(input, after)
        return journal.step('applied', deleted === null ? found : `${found} ${deleted}`)
      }
      if (error instanceof AppError && error.code === 'not-found')
        throw await notApplied(input, goneError(input), 'The Service is gone.', 'conflict')
      if (!isConflict(error)) throw await notApplied(input, error)
      live = await readAgain(input, attempt, error)
    }
  }
}

function writesOf({ service, slices, spare }: LiveState, draft: Draft, { entry }: ChangeJournal) {
  const about = draft.slices === null ? [] : (slices ?? [])
  const { made, to } = draft
  const writes = changeWrites({ service, made, slices: about, spare: spareOf(to, spare), to, change: entry })
  const at = writes.findIndex(isDecisive)
  const decisive = writes[at]
  if (decisive === undefined) throw new AppError('internal', 'No write of the change proves it.')
  return { before: writes.slice(0, at), decisive, after: writes.slice(at + 1) }
}

async function send(
  { context, journal }: ApplyInput,
  write: ChangeWrite,
  endMs: number,
  withinMs: number,
): Promise<KubeObject | null> {
  const { client, clock } = context
  const leftMs = Math.max(leastMs, Math.min(withinMs, endMs - clock.now()))
  try {
    const sent = await sendWrite(client, write, { dryRun: false, auditId: journal.entry.id, timeoutMs: leftMs })
    return sent.object
  } catch (error) {
    const isDone = write.verb === 'delete' && error instanceof AppError && error.code === 'not-found'
    if (!isDone) throw error
    return null
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof AppError && error.code === 'conflict'
}

// Nothing decisive was sent yet: what came of a lost answer, reading again tells.
function mayGoOn(error: unknown): boolean {
  return (
    isConflict(error) || (error instanceof AppError && (error.code === 'unavailable' || error.code === 'not-found'))
  )
}

// The API server's 409 means that something was written; only what the hash covers makes the plan void.
async function readAgain(input: ApplyInput, attempt: number, error: unknown): Promise<LiveState> {
  const { context, draft, record } = input
  const isRace = isConflict(error)
  const live = await readLive(context).catch(async (failure: unknown) => {
    const note = isRace
      ? 'Another write came between, and the Service could not be read again.'
      : 'The API server was away.'
    throw await notApplied(input, failure, note)
  })
  if (live && attempt < retries && hashNow(context, asBefore(live, input), record) === draft.hash) return live
  if (!isRace && attempt >= retries) throw await notApplied(input, error)
  const now = live && endpointOf(live.service)
  const stale = stalePlan({ seen: draft.from, now, wanted: draft.to })
  const note = `Another write came first: ${now ? placeOf(now) : 'the Service is gone'}.`
  throw await notApplied(input, stale, note, 'conflict')
}

/** What was read, without what this change itself did to the slices meanwhile. */
function asBefore(now: LiveState, { live, journal }: ApplyInput): LiveState {
  if (now.slices === null) return now
  const others = now.slices.filter(({ changeId }) => changeId !== journal.entry.id)
  const replaced = (ownSlicesOf(live) ?? []).filter((slice) => !others.some(({ name }) => name === slice.name))
  return { ...now, slices: [...others, ...replaced] }
}

function goneError({ context, draft }: ApplyInput): AppError {
  const detail = `The Service ${context.ref.name} is gone.`
  return stalePlan({ seen: draft.from, now: null, wanted: draft.to, detail })
}

function hashNow(context: ChangeContext, live: LiveState, record: ChangeRecord): string | null {
  try {
    return draftChange(context, live, record).hash
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

// No answer: whether the write happened, only the annotation on the Service can tell.
async function findOutcome(input: ApplyInput, error: AppError): Promise<string> {
  const { context, journal } = input
  const { clock } = context
  const deadline = clock.now() + lookMs
  let isReadable = false
  for (;;) {
    const live = await readLive(context).catch(() => undefined)
    if (live !== undefined) isReadable = true
    const { service = null } = live ?? {}
    const isDeletion = journal.entry.to.type === 'absent'
    if (isDeletion && live === null) return 'No answer came, but the Service is gone.'
    if (!isDeletion && decodeLastChange(service?.metadata.annotations)?.id === journal.entry.id) {
      if (service?.metadata.uid) journal.identify(service.metadata.uid)
      return 'No answer came, but the Service carries the change.'
    }
    if (clock.now() >= deadline) break
    await pause(clock, lookEveryMs)
  }
  if (isReadable) {
    const note = `No answer came, and the Service does not carry the change.${leftForLatecomer(input)}`
    throw await endUnapplied(journal, error, note, 'not-applied')
  }
  throw new AppError(
    'unavailable',
    'No answer came, and the Service could not be read: whether the change was applied is not known yet.',
    {
      reason: 'in-doubt',
      retryAfterSeconds: 5,
      cause: error,
    },
  )
}

// Should the patch arrive after all, the Service needs what was made for it.
function leftForLatecomer({ draft, journal }: ApplyInput): string {
  const names = draft.to.addresses === undefined ? [] : sliceNamesIn(journal)
  journal.left(names)
  return names.length === 0 ? '' : ` ${leftWords(names)}, since the patch may still arrive.`
}

async function notApplied(
  input: ApplyInput,
  error: unknown,
  note = error instanceof AppError ? error.message : 'The write failed.',
  state: 'not-applied' | 'conflict' = 'not-applied',
): Promise<unknown> {
  return endUnapplied(input.journal, error, `${note}${await takeBackSlices(input)}`, state)
}

async function endUnapplied(
  journal: ChangeJournal,
  error: unknown,
  note: string,
  state: 'not-applied' | 'conflict',
): Promise<unknown> {
  journal.step(state, note)
  await journal.written()
  return error
}
