import { randomUUID } from 'node:crypto'
import type { ReviewAnswer, ReviewRequest, ReviewResult } from '@/lib/contract/reviews'
import { AppError } from '@/lib/domain/app-error'
import { decisionEndMs } from '@/lib/domain/review/review-cadence'
import type { ReviewEntry } from '@/lib/domain/review/review-entry'
import { decodeReviews, encodeReviews, type ReviewRecord, withReview } from '@/lib/domain/review/review-record'
import { reviewRecordName } from '@/lib/domain/review/review-record-name'
import { reviewSubject } from '@/lib/domain/review/review-subject'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import { userIn } from '@/lib/server/access/user-in'
import { requireReviewRight } from '@/lib/server/change/require-right'
import { swapRecord } from '@/lib/server/change/swap-record'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { type FoundService, findService } from '@/lib/server/services/find-service'
import { reviewHash } from './review-hash'

type Asked = ReviewRequest['items'][number]

interface Found extends FoundService {
  asked: Asked
}

/**
 * Records a decision about one alias: throws AppError `not-found`, `forbidden`, `conflict` when somebody else decided meanwhile or the alias is
 * another one than was looked at, `unavailable`. Of several aliases each has its own result, and only those are confirmed that are as they were when they were
 * last signed off.
 */
export async function decideReviews(
  runtime: ConsoleRuntime,
  identity: Identity,
  request: ReviewRequest,
): Promise<ReviewAnswer> {
  const { items } = request
  const results = new Map<Asked, ReviewResult>()
  const found: Found[] = []
  for (const asked of items) {
    try {
      found.push({ ...(await admit(runtime, identity, asked)), asked })
    } catch (error) {
      if (items.length === 1) throw error
      results.set(asked, failedResult(asked, error))
    }
  }
  const byRecord = Map.groupBy(found, ({ alias }) => `${alias.cluster}/${alias.namespace}`)
  for (const together of byRecord.values()) {
    try {
      for (const [asked, result] of await record(runtime, identity, request, together)) results.set(asked, result)
    } catch (error) {
      if (items.length === 1) throw error
      for (const { asked } of together) results.set(asked, failedResult(asked, error))
    }
  }
  return { items: items.flatMap((asked) => results.get(asked) ?? []) }
}

/** Order: whether there is such an alias to the viewer, then the right, before anything of it is told. */
async function admit(runtime: ConsoleRuntime, identity: Identity, asked: Asked): Promise<FoundService> {
  const found = await findService(runtime, identity, asked)
  await requireReviewRight(identity, asked)
  return found
}

async function record(
  runtime: ConsoleRuntime,
  identity: Identity,
  request: ReviewRequest,
  together: readonly Found[],
): Promise<Map<Asked, ReviewResult>> {
  const [first] = together
  if (first === undefined) return new Map()
  const { cluster, alias } = first
  const by = await userIn(identity, cluster.id)
  const { namespace } = alias
  const isOne = request.items.length === 1
  const place = { namespace: cluster.consoleNamespace ?? namespace, name: reviewRecordName(namespace) }
  const { results, written } = await swapRecord(cluster.console, { ...place, record: 'reviews' }, (data) => {
    let record = decodeReviews(data)
    const results = new Map<Asked, ReviewResult>()
    for (const each of together) {
      const refusal = refuse(record, each, isOne)
      if (refusal !== null) {
        if (isOne) throw refusedError(refusal)
        results.set(each.asked, refusal)
        continue
      }
      const entry = entryOf(runtime, by, request, each)
      record = withReview(record, each.alias.name, entry)
      results.set(each.asked, { service: refOf(each.asked), result: 'recorded', detail: null, review: entry })
    }
    const isAny = [...results.values()].some(({ result }) => result === 'recorded')
    const written = isAny ? encodeReviews(record) : null
    return { data: written, result: { results, written } }
  })
  if (written !== null) cluster.reviews.wrote(namespace, written)
  return results
}

function refuse(record: ReviewRecord, { asked, alias }: Found, isOne: boolean): ReviewResult | null {
  const entries = record.byName.get(alias.name) ?? []
  const newest = entries.at(-1) ?? null
  const service = refOf(asked)
  if ((newest?.id ?? null) !== asked.previous) {
    const who =
      newest === null ? 'Its reviews are not there any more.' : `${newest.by} decided meanwhile: ${newest.decision}.`
    return { service, result: 'conflict', detail: who, review: newest }
  }
  if (alias.uid !== asked.uid || reviewHash(alias) !== asked.hash) {
    const detail =
      alias.uid === asked.uid
        ? 'Its target, type, ports or owner are others than the ones that were looked at.'
        : 'The Service was made anew since it was looked at.'
    return { service, result: 'changed', detail, review: newest }
  }
  const isUnchanged = newest?.decision === 'confirm' && newest.uid === alias.uid && newest.hash === asked.hash
  if (isOne || isUnchanged) return null
  const detail = 'It is not as it was when it was last signed off, so that it has to be looked at by itself.'
  return { service, result: 'changed', detail, review: newest }
}

function entryOf(runtime: ConsoleRuntime, by: string, request: ReviewRequest, { alias, asked }: Found): ReviewEntry {
  const { decision, reason, newOwner } = request
  const nowMs = runtime.clock.now()
  const untilMs = decisionEndMs(runtime.config.reviews, alias.environment, decision, nowMs)
  return {
    id: randomUUID(),
    uid: alias.uid,
    at: new Date(nowMs).toISOString(),
    by,
    decision,
    reason: reason || null,
    newOwner: newOwner || null,
    hash: asked.hash,
    until: new Date(untilMs).toISOString(),
    subject: reviewSubject(alias),
  }
}

function refusedError({ result, detail, review }: ReviewResult): AppError {
  const reason = result === 'conflict' ? 'reviewed-meanwhile' : 'changed-meanwhile'
  return new AppError('conflict', detail ?? '', { reason, extra: { review } })
}

function failedResult(asked: Asked, error: unknown): ReviewResult {
  if (!(error instanceof AppError)) throw error
  const result = error.code === 'forbidden' || error.code === 'not-found' ? error.code : 'failed'
  return { service: refOf(asked), result, detail: error.message, review: null }
}

function refOf({ cluster, namespace, name }: Asked): ServiceRef {
  return { cluster, namespace, name }
}
