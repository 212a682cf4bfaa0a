import type { Verdict } from './verdict'

export const vantageNames = ['cluster', 'outside'] as const

/** Where a question is asked from: through the cluster's DNS, or through the resolvers configured for the outside view. */
export type VantageName = (typeof vantageNames)[number]

/** One resource record of the chain, as answered: TTLs in seconds, the highest as seen so far for this record. */
export interface Hop {
  owner: string
  type: 'CNAME' | 'A' | 'AAAA'
  data: string
  ttlSeconds: number
  ttlHighestSeconds: number
}

/** What a verdict rests on. All of it is plain text: what came from outside is escaped, and each remark cut after 256 characters. */
export interface OutcomeEvidence {
  /** The name at which the deciding walk ended, and the address family it was for. */
  name: string
  family: 'A' | 'AAAA'
  /** What came back there: a response code such as `SERVFAIL`, or why nothing usable did. */
  reply: string
  /** The Extended DNS Errors of all replies on the way, such as `EDE 22, No Reachable Authority: …`. */
  extendedErrors: string[]
}

/** What one vantage answered. `resolver` is `host:port` or null when nobody was asked; `brokenAt` is the name whose question failed. */
export interface VantageAnswer {
  vantage: VantageName
  resolver: string | null
  verdict: Verdict
  hops: Hop[]
  addresses: string[]
  brokenAt: string | null
  /** What the verdict rests on; null or absent where no question was sent for it. */
  evidence?: OutcomeEvidence | null
  /** ISO 8601 time of the question, null when none was sent yet. */
  askedAt: string | null
  elapsedMs: number
}

/** Where an alias really leads, seen from each configured vantage. */
export interface Resolution {
  serviceName: string
  target: string
  vantages: VantageAnswer[]
}
