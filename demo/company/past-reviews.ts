import { createHash } from 'node:crypto'
import { isObject, type JsonObject, textAt } from '../json/json.ts'
import { reviewDays } from './teams.ts'

const dayMs = 86_400_000
const reviewers = ['ines.halvorsen', 'tomasz.brandt', 'okoro.adaeze', 'lin.mei']

/**
 * The records of the company's last quarter by namespace, for aliases as `GET /reviews` gives them: those with an owner are signed off, due, overdue or
 * became others since; some were never looked at, and of one nobody can read what is written. Always the same for the same `nowMs`.
 */
export function pastReviews(aliases: readonly JsonObject[], nowMs: number): Map<string, JsonObject> {
  const owned = aliases.filter((alias) => isObject(alias.owner))
  const records = new Map<string, JsonObject>()
  for (const alias of owned) {
    const text = pastReview(alias, nowMs)
    const namespace = textAt(alias, 'namespace')
    if (text !== null) records.set(namespace, { ...records.get(namespace), [textAt(alias, 'name')]: text })
  }
  return records
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
    id: idOf(place),
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

function olderHost(host: string): string {
  const [first = '', ...rest] = host.split('.')
  return [`${first}-2023`, ...rest].join('.')
}

function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}

function idOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
