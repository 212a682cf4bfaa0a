import type { VantageAnswer, VantageName } from '@/lib/domain/resolution/resolution'
import type { Severity } from '@/lib/domain/resolution/severity'
import type { OutcomeCode, VerdictNote } from '@/lib/domain/resolution/verdict'

interface AnswerOptions {
  vantage?: VantageName
  severity?: Severity
  addresses?: string[]
  ttlHighestSeconds?: number
  notes?: VerdictNote[]
}

const severityOf: Partial<Record<OutcomeCode, Severity>> = {
  OK: 'ok',
  OK_V4_ONLY: 'ok',
  OK_V6_ONLY: 'info',
  TIMEOUT: 'unknown',
  REFUSED: 'unknown',
  NOT_ASKED: 'unknown',
  PARTIAL_FAILURE: 'warning',
}

/** What a vantage answered for `b.example`: the outcome, and what matters of the rest. */
export function vantageAnswer(code: OutcomeCode, options: AnswerOptions = {}): VantageAnswer {
  const { vantage = 'cluster', addresses = [], ttlHighestSeconds = 5, notes = [] } = options
  return {
    vantage,
    resolver: '127.0.0.1:53',
    verdict: { code, severity: options.severity ?? severityOf[code] ?? 'critical', summary: `said ${code}`, notes },
    hops: addresses.map((data) => ({ owner: 'b.example', type: 'A', data, ttlSeconds: 1, ttlHighestSeconds })),
    addresses,
    brokenAt: null,
    askedAt: '2026-11-23T12:00:00.000Z',
    elapsedMs: 1,
  }
}
