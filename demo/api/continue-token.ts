import { numberAt, parseJson, textAt } from '../json/json.ts'
import { badRequest } from './api-failure.ts'

export interface ContinueToken {
  /** That of the first page; below zero for a list that goes on with what is there now. */
  readonly revision: number
  /** `namespace/name` of the first object of the next page. */
  readonly startKey: string
}

export function writeContinueToken({ revision, startKey }: ContinueToken): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: startKey })).toString('base64url')
}

/** Throws 400 for a token that was not written here. */
export function readContinueToken(text: string): ContinueToken {
  const decoded = Buffer.from(text, 'base64url').toString('utf8')
  try {
    const token = parseJson(decoded)
    if (textAt(token, 'v') === 'meta.k8s.io/v1')
      return { revision: numberAt(token, 'rv'), startKey: textAt(token, 'start') }
  } catch {
    // Told below: whatever cannot be read is no token.
  }
  const [first = ''] = decoded
  throw badRequest(
    `invalid continue token: continue key is not valid: invalid character '${first}' looking for beginning of value`,
  )
}
