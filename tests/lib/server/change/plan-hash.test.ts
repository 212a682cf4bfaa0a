import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endpoint } from '@/lib/domain/change/endpoint'
import { planHash, seenIn } from '@/lib/server/change/plan-hash'

describe('the hash of a plan', () => {
  const seen = endpoint('ExternalName', 'a.example')

  it('tells what was seen, and differs when its subject does', () => {
    expect(seenIn(planHash({ a: 1 }, seen))).toEqual(seen)
    expect(planHash({ a: 1, b: 2 }, seen)).toBe(planHash({ b: 2, a: 1 }, seen))
    expect(planHash({ a: 1 }, seen)).not.toBe(planHash({ a: 2 }, seen))
  })

  it('is never taken from text that it cannot be, nor breaks on it', () => {
    const forged = [
      '',
      'forged',
      'v1..',
      `v1.${'a'.repeat(43)}.e30`,
      `v1.${'a'.repeat(43)}.${Buffer.from('{"type":"X","target":"a"}').toString('base64url')}`,
    ]
    for (const text of forged) expect(seenIn(text)).toBeNull()
    fc.assert(
      fc.property(fc.string(), fc.json(), (text, json) => {
        expect(seenIn(text)).toBeNull()
        expect([null, 'object']).toContain(
          seenIn(`v1.${'a'.repeat(43)}.${Buffer.from(json).toString('base64url')}`) && 'object',
        )
      }),
    )
  })
})
