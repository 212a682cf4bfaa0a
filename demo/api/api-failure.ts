import type { JsonObject } from '../json/json.ts'

export interface Cause {
  readonly reason: string
  readonly message: string
  readonly field: string
}

interface FailureDetails {
  readonly name?: string
  readonly group?: string
  readonly kind?: string
  readonly uid?: string
  readonly causes?: readonly Partial<Cause>[]
  readonly retryAfterSeconds?: number
}

/** Error thrown when a request is answered with a `Status` of failure. */
export class ApiFailure extends Error {
  readonly code: number
  readonly reason: string
  readonly details: FailureDetails | undefined
  /** What goes into `metadata` of the Status, such as a fresh continue token. */
  readonly listMeta: JsonObject

  constructor(code: number, reason: string, message: string, details?: FailureDetails, listMeta: JsonObject = {}) {
    super(message)
    this.code = code
    this.reason = reason
    this.details = details
    this.listMeta = listMeta
  }

  toStatus(): JsonObject {
    const { name, group, kind, uid, causes, retryAfterSeconds } = this.details ?? {}
    const details: JsonObject = {
      ...(name ? { name } : {}),
      ...(group ? { group } : {}),
      ...(kind ? { kind } : {}),
      ...(uid ? { uid } : {}),
      ...(causes && causes.length > 0 ? { causes: causes.map((cause) => ({ ...cause })) } : {}),
      ...(retryAfterSeconds ? { retryAfterSeconds } : {}),
    }
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: this.listMeta,
      status: 'Failure',
      message: this.message,
      ...(this.reason === '' ? {} : { reason: this.reason }),
      ...(this.details === undefined ? {} : { details }),
      code: this.code,
    }
  }
}

export const badRequest = (message: string) => new ApiFailure(400, 'BadRequest', message)

interface Named {
  readonly resource: string
  readonly group: string
}

const qualified = ({ resource, group }: Named) => (group === '' ? resource : `${resource}.${group}`)
const detailsOf = ({ resource, group }: Named, name: string) => ({ name, group, kind: resource })

export const notFound = (of: Named, name: string) =>
  new ApiFailure(404, 'NotFound', `${qualified(of)} "${name}" not found`, detailsOf(of, name))

export const alreadyExists = (of: Named, name: string) =>
  new ApiFailure(409, 'AlreadyExists', `${qualified(of)} "${name}" already exists`, detailsOf(of, name))

/** The answer to a write that lost: what it was based on is not what is stored. */
export const conflict = (of: Named, name: string, why: string) =>
  new ApiFailure(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(of)} "${name}": ${why}`,
    detailsOf(of, name),
  )

export const modifiedMeanwhile =
  'the object has been modified; please apply your changes to the latest version and try again'

export const forbidden = (of: Named, name: string, why: string, causes: readonly Cause[] = []) =>
  new ApiFailure(403, 'Forbidden', `${qualified(of)}${name === '' ? '' : ` "${name}"`} is forbidden: ${why}`, {
    ...detailsOf(of, name),
    causes,
  })

export const expired = (message: string, listMeta: JsonObject = {}) =>
  new ApiFailure(410, 'Expired', message, undefined, listMeta)
