import type { VantageAnswer } from '@/lib/domain/resolution/resolution'

/** A vantage's good answer; tests name only what they are about. */
export function sampleAnswer(overrides: Partial<VantageAnswer> = {}): VantageAnswer {
  return {
    vantage: 'cluster',
    resolver: '127.0.0.1:53',
    verdict: { code: 'OK', severity: 'ok', summary: 'resolves', notes: [] },
    hops: [{ owner: 'orders.example.net', type: 'A', data: '203.0.113.7', ttlSeconds: 20, ttlHighestSeconds: 30 }],
    addresses: ['203.0.113.7'],
    brokenAt: null,
    askedAt: '2026-01-02T00:00:00Z',
    elapsedMs: 3,
    ...overrides,
  }
}
