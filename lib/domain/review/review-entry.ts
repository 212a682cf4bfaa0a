import type { ReviewDecision } from './review-decision'
import type { ReviewSubject } from './review-subject'

/** One decision about one alias. Times are ISO 8601. */
export interface ReviewEntry {
  id: string
  /** Of the Service that was looked at: one of the same name that was made since is another one. */
  uid: string
  at: string
  by: string
  decision: ReviewDecision
  /** Null for `confirm` without one. */
  reason: string | null
  /** Whom it is to belong to, for `reassign`. */
  newOwner: string | null
  /** SHA-256 of what was seen, 64 hexadecimal digits. */
  hash: string
  /** When it is asked again. */
  until: string
  /** What was seen, cut to what a record has room for; `hash` is of the whole. */
  subject: ReviewSubject
}

export const longestReason = 1024
export const longestOwner = 253
