export type AppErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'unprocessable'
  | 'too-large'
  | 'rate-limited'
  | 'unavailable'
  | 'internal'

export interface FieldCause {
  field: string
  message: string
}

export interface AppErrorOptions {
  /** A finer code of kebab-case words for programs, such as `change-id-reused`; the broad one when absent. */
  reason?: string
  causes?: readonly FieldCause[]
  warnings?: readonly string[]
  retryAfterSeconds?: number
  /** Further members of the problem document (RFC 9457 §3.2), such as `seen`, `now`, `wanted`. */
  extra?: Readonly<Record<string, unknown>>
  cause?: unknown
}

// Next bundles the runtime apart from the routes: the class exists more than once in one process, and this is what its copies share.
const brand = Symbol.for('signpost.AppError')

/**
 * The one failure type: what a caller asked for could not be done. `message` is a sentence for people and never holds a secret.
 * `lib/http` maps `code` to a status and problem+json (RFC 9457).
 */
export class AppError extends Error {
  readonly code: AppErrorCode
  readonly reason: string
  readonly causes: readonly FieldCause[]
  readonly warnings: readonly string[]
  readonly retryAfterSeconds: number | undefined
  readonly extra: Readonly<Record<string, unknown>>

  constructor(code: AppErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.reason = options.reason ?? code
    this.causes = options.causes ?? []
    this.warnings = options.warnings ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
    this.extra = options.extra ?? {}
  }

  get [brand](): true {
    return true
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value
  }
}
