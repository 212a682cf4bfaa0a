import { describe, expect, test } from 'vitest'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { sameAnswers } from '@/lib/server/monitor/same-answers'
import { sampleAnswer } from '../inventory/sample-answer'

function withTtl(answer: VantageAnswer, ttlSeconds: number): VantageAnswer {
  return { ...answer, hops: answer.hops.map((hop) => ({ ...hop, ttlSeconds })) }
}

describe('sameAnswers', () => {
  const answer = sampleAnswer()

  test('takes no notice of when an answer came and how long it took', () => {
    const later = { ...answer, askedAt: '2031-01-01T00:00:00.000Z', elapsedMs: 991 }
    expect(sameAnswers([answer], [later], true)).toBe(true)
  })

  test('tells TTLs apart only where somebody looks', () => {
    expect(sameAnswers([withTtl(answer, 10)], [withTtl(answer, 11)], true)).toBe(false)
    expect(sameAnswers([withTtl(answer, 10)], [withTtl(answer, 11)], false)).toBe(true)
  })

  test.each<[string, VantageAnswer[]]>([
    ['a verdict', [{ ...answer, verdict: { ...answer.verdict, code: 'NXDOMAIN_ORIGIN' } }]],
    ['an address', [{ ...answer, addresses: [...answer.addresses, '203.0.113.99'] }]],
    ['an address in place of another', [{ ...answer, addresses: answer.addresses.map(() => '203.0.113.99') }]],
    ['a hop', [{ ...answer, hops: answer.hops.slice(1) }]],
    ['where it broke', [{ ...answer, brokenAt: 'cdn.example.net' }]],
    ['a vantage', [answer, { ...answer, vantage: 'outside' }]],
  ])('sees that %s changed', (_, other) => {
    expect(sameAnswers([answer], other, false)).toBe(false)
    expect(sameAnswers(other, [answer], false)).toBe(false)
  })
})
