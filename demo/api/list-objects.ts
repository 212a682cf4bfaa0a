import type { JsonObject } from '../json/json.ts'
import type { ResourceKind } from '../resources/resource-kind.ts'
import { type FieldError, forbiddenField, notSupported } from '../rules/field-error.ts'
import { type KubeObject, keyOf } from '../store/kube-object.ts'
import type { Store } from '../store/store.ts'
import { ApiFailure, badRequest, expired } from './api-failure.ts'
import { type ContinueToken, readContinueToken, writeContinueToken } from './continue-token.ts'
import { invalidOptions } from './invalid-options.ts'
import { readSelection } from './selection.ts'

interface ListRequest {
  readonly query: URLSearchParams
  readonly namespace: string
  readonly name: string
}

export interface ObjectList {
  readonly metadata: JsonObject
  readonly items: KubeObject[]
}

/** One page of a list, as it was at the revision of its first page. */
export function listObjects(store: Store, kind: ResourceKind, request: ListRequest): ObjectList {
  const { query, namespace } = request
  const selection = readSelection(kind, request)
  const limit = readCount(query, 'limit')
  readCount(query, 'timeoutSeconds')
  if (query.has('sendInitialEvents'))
    throw invalidOptions('ListOptions', [
      forbiddenField('sendInitialEvents', 'sendInitialEvents is forbidden for list'),
    ])
  const token = query.get('continue') ? readContinueToken(query.get('continue') ?? '') : null
  const revision = revisionOf(store, query, token)
  const all = store.list(kind.storage, namespace === '' ? null : namespace, revision)
  const rest = token === null ? all : all.filter((object) => keyOf(object) >= token.startKey)
  const found: KubeObject[] = []
  let next: KubeObject | undefined
  let seen = 0
  for (const object of rest) {
    if (limit > 0 && found.length === limit) {
      next = object
      break
    }
    seen += 1
    if (selection.matches(object)) found.push(object)
  }
  const metadata: JsonObject = { resourceVersion: String(revision) }
  if (next !== undefined) {
    metadata.continue = writeContinueToken({ revision, startKey: keyOf(next) })
    if (selection.isEverything) metadata.remainingItemCount = rest.length - seen
  }
  const { fromStorage } = kind
  return { metadata, items: fromStorage ? found.map(fromStorage) : found }
}

function revisionOf(store: Store, query: URLSearchParams, token: ContinueToken | null): number {
  const current = store.revision()
  const asked = query.get('resourceVersion') ?? ''
  const match = query.get('resourceVersionMatch') ?? ''
  if (token !== null) {
    if (asked !== '' && asked !== '0')
      throw badRequest('specifying resource version is not allowed when using continue')
    // A token without a revision goes on with what is there now.
    if (token.revision < 0) return current
    if (token.revision < store.compactedRevision()) throw expiredToken(token)
    return token.revision
  }
  checkMatch(asked, match)
  const revision = readRevision(asked, (why) => badRequest(`invalid resource version: ${why}`))
  if (revision > current) throw tooLargeRevision(revision, current)
  if (match === 'Exact') {
    if (revision < store.compactedRevision()) throw expired(`The resourceVersion for the provided list is too old.`)
    return revision
  }
  return current
}

function checkMatch(asked: string, match: string): void {
  if (match === '') return
  const refuse = (error: FieldError) => {
    throw invalidOptions('ListOptions', [error])
  }
  const field = 'resourceVersionMatch'
  if (match !== 'Exact' && match !== 'NotOlderThan') refuse(notSupported(field, match, ['Exact', 'NotOlderThan', '']))
  if (asked === '')
    refuse(forbiddenField(field, 'resourceVersionMatch is forbidden unless resourceVersion is provided'))
  if (match === 'Exact' && asked === '0')
    refuse(forbiddenField(field, 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"'))
}

const expiredToken = (token: ContinueToken) =>
  expired(
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    { continue: writeContinueToken({ revision: -1, startKey: token.startKey }) },
  )

/** The revision a request names; 0 for none. Throws for what is no number. */
export function readRevision(text: string, fail: (why: string) => ApiFailure): number {
  if (text === '') return 0
  if (!/^\d+$/.test(text))
    throw fail(`resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`)
  return Number(text)
}

const tooLargeRevision = (revision: number, current: number) =>
  new ApiFailure(504, 'Timeout', `Timeout: Too large resource version: ${revision}, current: ${current}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  })

export function readCount(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? ''
  if (text === '') return 0
  if (!/^-?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`)
  return Number(text)
}
