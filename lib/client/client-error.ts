import type { Problem } from '@/lib/contract/problem'

/** A call that did not give what it should: the API's problem document, or `network` and `unreadable` where there was none. */
export class ClientError extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly code: string
  readonly problem: Problem | null

  constructor(status: number, code: string, message: string, problem: Problem | null = null, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'ClientError'
    this.status = status
    this.code = code
    this.problem = problem
  }

  /** Worth asking again by itself: nothing was wrong with the call. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504
  }
}
