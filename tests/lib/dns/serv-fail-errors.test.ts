import { expect, test } from 'vitest'
import { confirmReply, joinErrors } from '@/lib/dns/serv-fail-errors'
import { walkName } from '@/lib/dns/walk-name'
import type { Reply } from '@/lib/domain/resolution/walk-trace'

const errors = (...codes: number[]) => codes.map((code) => ({ code, text: '' }))
const servFail = (...codes: number[]): Reply => ({
  kind: 'reply',
  rcode: 2,
  records: [],
  extendedErrors: errors(...codes),
})
const silence: Reply = { kind: 'timeout', why: 'no reply' }

test.each([
  [[22], [13], [22]],
  [[], [13], []],
  [[13], [], [13]],
  [[13], [13], [13]],
  [[6], [22, 6], [6, 22]],
])('the reasons %j, then %j, are %j', (first, later, joined) => {
  expect(joinErrors(errors(...first), errors(...later)).map(({ code }) => code)).toEqual(joined)
})

test('a question that failed twice keeps the reason it was given first', () => {
  expect(confirmReply(servFail(22), servFail(13))).toEqual(servFail(22))
})

test('the second reply counts where only one of them is SERVFAIL', () => {
  expect(confirmReply(servFail(22), silence)).toBe(silence)
  expect(confirmReply(silence, servFail(13))).toEqual(servFail(13))
})

test('a family that was held back while the other one tried the resolver is asked when that was answered', async () => {
  let tried = false
  const { A, AAAA } = await walkName('a.test', async (owner, type) => {
    if (type === 'AAAA' && !tried) return { kind: 'unsent', why: 'it has answered nothing' }
    tried = true
    const data = type === 'A' ? '203.0.113.1' : '2001:db8::1'
    const record = { owner, type, data, ttlSeconds: 60, ttlHighestSeconds: 60 }
    return { kind: 'reply', rcode: 0, extendedErrors: [], records: [record] }
  })
  expect([A.end.kind, AAAA.end.kind]).toEqual(['resolved', 'resolved'])
})

test('nothing is asked again while the resolver stays silent', async () => {
  let asked = 0
  await walkName('a.test', async () => {
    asked += 1
    return { kind: 'unsent', why: 'it has answered nothing' }
  })
  expect(asked).toBe(2)
})
