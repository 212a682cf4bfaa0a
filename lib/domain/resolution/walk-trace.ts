import type { Hop } from './resolution'

export const addressFamilies = ['A', 'AAAA'] as const

export type AddressFamily = (typeof addressFamilies)[number]

/** An Extended DNS Error (RFC 8914): its number, and the resolver's own words without control characters. */
export interface ExtendedError {
  code: number
  text: string
}

/**
 * Why a question came to nothing: a response code, or no usable reply at all. `given-up` and `unsent` are
 * Signpost's own doing: it stopped waiting, or held the question back.
 */
export type QuestionFailure =
  | { kind: 'rcode'; rcode: number }
  | { kind: 'timeout'; why: string }
  | { kind: 'malformed'; why: string }
  | { kind: 'tcp-failed'; why: string }
  | { kind: 'given-up'; why: string }
  | { kind: 'unsent'; why: string }

/** What one question came to. `records` are those of the answer section that a chain is made of, in the order received. */
export type Reply =
  | { kind: 'reply'; rcode: number; records: Hop[]; extendedErrors: ExtendedError[] }
  | Exclude<QuestionFailure, { kind: 'rcode' }>

/** Where following the chain ended; `at` is the last name that was, or would have been, asked. */
export type WalkEnd =
  | { kind: 'resolved'; at: string }
  | { kind: 'no-data'; at: string }
  | { kind: 'no-name'; at: string }
  | { kind: 'loop'; at: string }
  | { kind: 'too-long'; at: string }
  | { kind: 'invalid-name'; at: string; why: string }
  | { kind: 'ip-literal'; at: string; address: string }
  | { kind: 'failed'; at: string; failure: QuestionFailure; extendedErrors: ExtendedError[] }

/** The walk for one address family: the CNAME records in order, the addresses at the end, and what every reply on the way remarked. */
export interface FamilyWalk {
  links: Hop[]
  addresses: Hop[]
  end: WalkEnd
  extendedErrors: ExtendedError[]
}

/** All that one walk saw. `questions` counts what was sent; `askedAt` (ISO 8601) is null when nothing was. */
export interface WalkTrace {
  name: string
  resolver: string
  askedAt: string | null
  elapsedMs: number
  questions: number
  families: Record<AddressFamily, FamilyWalk>
}

/** More CNAME records than this are not followed. */
export const maxLinks = 16
