import { createHash } from 'node:crypto'
import { canonicalJson } from '@/lib/domain/change/canonical-json'
import { type Endpoint, endpoint, endpointTypes } from '@/lib/domain/change/endpoint'
import { parseJson } from '@/lib/domain/change/last-change'
import { isMap } from '@/lib/domain/change/merge-patch'

const version = 'v1'
const pattern = /^v1\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{1,1024})$/

/** The hash of a plan: a digest of its subject, and beside it what was seen, so that any replica can tell what the plan was made from. */
export function planHash(subject: unknown, seen: Endpoint): string {
  const { type, target } = seen
  return `${version}.${digestOf(subject)}.${Buffer.from(canonicalJson({ type, target })).toString('base64url')}`
}

/** What a well-formed hash says was seen; null when it was not made by `planHash`. Whether it is true, only the digest can tell. */
export function seenIn(hash: string): Endpoint | null {
  const encoded = pattern.exec(hash)?.[2]
  const value = encoded === undefined ? undefined : parseJson(Buffer.from(encoded, 'base64url').toString('utf8'))
  if (!isMap(value)) return null
  const type = endpointTypes.find((known) => known === value.type)
  const { target } = value
  if (!type || !(target === null || (typeof target === 'string' && target.length <= 254))) return null
  return endpoint(type, target)
}

function digestOf(subject: unknown): string {
  return createHash('sha256').update(canonicalJson(subject)).digest('base64url')
}
