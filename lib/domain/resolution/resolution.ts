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

/** What one vantage answered. `resolver` is `host:port` or null when nobody was asked; `brokenAt` is the name whose question failed. */
export interface VantageAnswer {
  vantage: VantageName
  resolver: string | null
  verdict: Verdict
  hops: Hop[]
  addresses: string[]
  brokenAt: string | null
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
