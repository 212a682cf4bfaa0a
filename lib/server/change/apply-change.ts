import { AppError } from '@/lib/domain/app-error'
import type { ChangeRecord } from '@/lib/domain/change/change-record'
import { endpointOf } from '@/lib/domain/change/endpoint'
import { decodeLastChange } from '@/lib/domain/change/last-change'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { patchService } from '@/lib/kubernetes/services'
import type { ChangeContext } from './change-context'
import type { ChangeJournal } from './change-journal'
import { type Draft, draftChange } from './draft-change'
import { patchBody } from './patch-body'
import { pause } from './pause'
import { type LiveState, readLive } from './read-live'
import { stalePlan } from './stale-plan'

const timeoutMs = 10_000
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
 * Writes the change onto the Service, guarded by the resourceVersion that was read. When another write came between, it is tried again only if
 * the plan's hash still holds; when no answer came, the Service is searched for the change id, and nothing is sent twice.
 */
export async function applyChange(input: ApplyInput): Promise<void> {
  const { context, draft, journal } = input
  let { live } = input
  for (let attempt = 0; ; attempt += 1) {
    try {
      await sendPatch(context, live.service, draft, journal)
      return journal.step('applied', null)
    } catch (error) {
      if (!(error instanceof AppError)) throw await notApplied(journal, error, 'The write failed.')
      if (error.code === 'unavailable') return findOutcome(input, error)
      if (error.code === 'not-found')
        throw await notApplied(journal, goneError(input), 'The Service is gone.', 'conflict')
      if (error.code !== 'conflict') throw await notApplied(journal, error, error.message)
      live = await readAgain(input, attempt)
    }
  }
}

async function sendPatch(
  { client, ref }: ChangeContext,
  service: ServiceObject,
  { to }: Draft,
  { entry }: ChangeJournal,
): Promise<void> {
  const body = patchBody(service, to, entry)
  await patchService(client, ref.namespace, ref.name, body, { dryRun: false, auditId: entry.id, timeoutMs })
}

// The API server's 409 means that something was written; only what the hash covers makes the plan void.
async function readAgain({ context, draft, record, journal }: ApplyInput, attempt: number): Promise<LiveState> {
  const live = await readLive(context).catch(async (failure: unknown) => {
    throw await notApplied(journal, failure, 'Another write came between, and the Service could not be read again.')
  })
  if (live && attempt < retries && hashNow(context, live, record) === draft.hash) return live
  const now = live && endpointOf(live.service)
  const stale = stalePlan({ seen: draft.from, now, wanted: draft.to })
  throw await notApplied(
    journal,
    stale,
    `Another write came first: ${now?.target ?? 'the Service is gone'}.`,
    'conflict',
  )
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
async function findOutcome({ context, journal }: ApplyInput, error: AppError): Promise<void> {
  const { clock } = context
  const deadline = clock.now() + lookMs
  let isReadable = false
  for (;;) {
    const live = await readLive(context).catch(() => undefined)
    if (live !== undefined) isReadable = true
    const found = live && decodeLastChange(live.service.metadata.annotations)
    if (found?.id === journal.entry.id)
      return journal.step('applied', 'No answer came, but the Service carries the change.')
    if (clock.now() >= deadline) break
    await pause(clock, lookEveryMs)
  }
  if (isReadable) throw await notApplied(journal, error, 'No answer came, and the Service does not carry the change.')
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

async function notApplied(
  journal: ChangeJournal,
  error: unknown,
  note: string,
  state: 'not-applied' | 'conflict' = 'not-applied',
): Promise<unknown> {
  journal.step(state, note)
  await journal.written()
  return error
}
