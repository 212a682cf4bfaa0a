import { pastReviews } from './company/past-reviews.ts'
import { type ConsoleApi, call } from './console-api.ts'
import type { SendRequest } from './delivery/delivery-bot.ts'
import { isObject, type JsonObject } from './json/json.ts'

export interface ReviewsOptions extends ConsoleApi {
  /** To the API server, past the console. */
  readonly send: SendRequest
}

/**
 * Gives the company reviews of the last quarter: aliases signed off, due and overdue, some that became others since, and a record that nobody can
 * read. What lies in the past is written as a console would have; two decisions are made now.
 */
export async function tellReviews(options: ReviewsOptions): Promise<void> {
  const { items } = await call(options, 'GET', '/api/v1/reviews?queue=all&limit=500')
  if (!Array.isArray(items)) throw new Error('the console answered without reviews')
  const own = items.filter(isObject).filter(({ cluster }) => cluster === options.cluster)
  for (const [namespace, data] of pastReviews(own, Date.now())) {
    await writeRecord(options, namespace, data)
  }
  await answer(options, 'customers-db-green', {
    decision: 'needs-change',
    reason: 'The new instance has no alarm on its disk yet.',
  })
  await answer(options, 'acquirer-green', {
    decision: 'reassign',
    ...{ newOwner: 'payments-platform', reason: 'The gateway team took it over in October.' },
  })
}

async function writeRecord({ send }: ReviewsOptions, namespace: string, data: JsonObject): Promise<void> {
  const metadata = { name: `signpost-reviews.${namespace}`, namespace, labels: { 'signpost/record': 'reviews' } }
  await send({
    method: 'POST',
    path: `/api/v1/namespaces/${namespace}/configmaps`,
    query: { fieldManager: 'signpost' },
    body: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data },
  })
}

async function answer(api: ConsoleApi, name: string, decision: object): Promise<void> {
  const { items } = await call(api, 'GET', `/api/v1/reviews?queue=all&q=${name}`)
  const found = Array.isArray(items)
    ? items.find((item) => isObject(item) && item.name === name && item.cluster === api.cluster)
    : undefined
  if (!isObject(found)) throw new Error(`the console has no review of ${name}`)
  const { cluster, namespace, uid, hash, previous } = found
  await call(api, 'POST', '/api/v1/reviews', {
    ...decision,
    items: [{ cluster, namespace, name, uid, hash, previous }],
  })
}
