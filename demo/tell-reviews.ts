import { createHash, randomUUID } from 'node:crypto'
import { reviewDays } from './company/teams.ts'
import { type ConsoleApi, call } from './console-api.ts'
import type { SendRequest } from './delivery/delivery-bot.ts'
import { isObject, type JsonObject, textAt } from './json/json.ts'

export interface ReviewsOptions extends ConsoleApi {
  /** To the API server, past the console. */
  readonly send: SendRequest
}

const dayMs = 86_400_000
const reviewers = ['ines.halvorsen', 'tomasz.brandt', 'okoro.adaeze', 'lin.mei']

/**
 * Gives the company reviews of the last quarter: aliases signed off, due and overdue, some that became others since, and a record that nobody can
 * read. What lies in the past is written as a console would have; two decisions are made now.
 */
export async function tellReviews(options: ReviewsOptions): Promise<void> {
  const { items } = await call(options, 'GET', '/api/v1/reviews?queue=all&limit=500')
  if (!Array.isArray(items)) throw new Error('the console answered without reviews')
  const aliases = items.filter((item): item is JsonObject => isObject(item) && isObject(item.owner))
  const nowMs = Date.now()
  const byNamespace = Map.groupBy(aliases, (alias) => textAt(alias, 'namespace'))
  for (const [namespace, own] of byNamespace) {
    const told = own.flatMap((alias): [string, string][] => {
      const text = pastReview(alias, nowMs)
      return text === null ? [] : [[textAt(alias, 'name'), text]]
    })
    if (told.length > 0) await writeRecord(options, namespace, Object.fromEntries(told))
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

function pastReview(alias: JsonObject, nowMs: number): string | null {
  const name = textAt(alias, 'name')
  const environment = textAt(alias, 'environment')
  const days = environment === 'development' ? reviewDays.environments.development : reviewDays.days
  const place = `${textAt(alias, 'namespace')}/${name}`
  const kind = hashOf(place) % 12
  if (place === 'net/status') return '[{"decision":"confirm","by":'
  if (kind > 9) return null
  // Most hold for long, some are near their end, some are over it.
  const daysAgo = kind < 6 ? 3 + (hashOf(`${place}/age`) % 60) : kind === 6 ? days - 5 : kind === 7 ? days + 9 : 20
  const atMs = nowMs - daysAgo * dayMs
  const was = kind === 8 ? { target: olderHost(textAt(alias, 'target')) } : kind === 9 ? { owner: 'central-it' } : null
  const entry = {
    id: randomUUID(),
    uid: textAt(alias, 'uid'),
    at: new Date(atMs).toISOString(),
    by: reviewers[hashOf(`${place}/by`) % reviewers.length] ?? '',
    decision: 'confirm',
    ...{ reason: null, newOwner: null },
    hash: was === null ? textAt(alias, 'hash') : createHash('sha256').update(`${place} as it was`).digest('hex'),
    until: new Date(atMs + days * dayMs).toISOString(),
    subject: {
      type: textAt(alias, 'type'),
      target: alias.target ?? null,
      ports: alias.ports ?? [],
      owner: isObject(alias.owner) ? textAt(alias.owner, 'value') : null,
      ...was,
    },
  }
  return JSON.stringify([entry])
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
  const found = Array.isArray(items) ? items.find((item) => isObject(item) && item.name === name) : undefined
  if (!isObject(found)) throw new Error(`the console has no review of ${name}`)
  const { cluster, namespace, uid, hash, previous } = found
  await call(api, 'POST', '/api/v1/reviews', {
    ...decision,
    items: [{ cluster, namespace, name, uid, hash, previous }],
  })
}

function olderHost(host: string): string {
  const [first = '', ...rest] = host.split('.')
  return [`${first}-2023`, ...rest].join('.')
}

function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}
