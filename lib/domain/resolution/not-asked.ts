import type { VantageAnswer, VantageName } from './resolution'

/** The answer of a vantage that was not asked, with the reason as its summary. */
export function notAsked(vantage: VantageName, summary: string): VantageAnswer {
  return {
    vantage,
    resolver: null,
    verdict: { code: 'NOT_ASKED', severity: 'unknown', summary, notes: [] },
    hops: [],
    addresses: [],
    brokenAt: null,
    askedAt: null,
    elapsedMs: 0,
  }
}
