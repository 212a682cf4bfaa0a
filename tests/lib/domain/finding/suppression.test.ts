import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding } from '@/lib/domain/finding/finding'
import { judgeSuppressions } from '@/lib/domain/finding/judge-suppressions'
import {
  isDay,
  readSuppressions,
  suppressAnnotation,
  withoutSuppression,
  withSuppression,
} from '@/lib/domain/finding/suppression'

const noon = Date.parse('2026-11-29T12:00:00Z')
const finding: Finding = { code: 'NO_OWNER', severity: 'info', evidence: 'e', cause: 'c', fix: 'f' }
const read = (text: string) => readSuppressions({ [suppressAnnotation]: text })
const judge = (text: string | null, nowMs = noon) =>
  judgeSuppressions([finding], text === null ? {} : { [suppressAnnotation]: text }, nowMs)

describe('the annotation that suppresses findings', () => {
  it('is a line for each: code, end and reason', () => {
    const text =
      'NO_OWNER until=2026-12-31 reason=handed over; to data in January\n\n NXDOMAIN_ORIGIN until=2027-01-01 reason=x '
    expect(read(text)).toEqual({
      entries: [
        { code: 'NO_OWNER', until: '2026-12-31', reason: 'handed over; to data in January' },
        { code: 'NXDOMAIN_ORIGIN', until: '2027-01-01', reason: 'x' },
      ],
      faults: [],
    })
  })

  it.each([
    ['NO_OWNER', 'a line is a code'],
    ['NO_OWNER until=2026-12-31 reason=', 'a line is a code'],
    ['NO_OWNR until=2026-12-31 reason=x', 'no finding has this code'],
    ['NO_OWNER until=2026-02-31 reason=x', 'the end is no day'],
    ['NO_OWNER until=soon reason=x', 'the end is no day'],
  ])('says of a damaged line what is wrong with it: %s', (text, fault) => {
    expect(read(text).entries).toEqual([])
    expect(read(text).faults[0]).toContain(fault)
    expect(judge(text)).toMatchObject([
      { code: 'NO_OWNER', suppressed: null },
      { code: 'SUPPRESS_UNREADABLE', severity: 'info' },
    ])
  })

  it('holds to the end of its day in UTC, and the finding comes back', () => {
    const text = 'NO_OWNER until=2026-11-29 reason=known'
    expect(judge(text)[0]?.suppressed).toEqual({ until: '2026-11-29', reason: 'known' })
    expect(judge(text, Date.parse('2026-11-29T23:59:59Z'))[0]?.suppressed).not.toBeNull()
    expect(judge(text, Date.parse('2026-11-30T00:00:00Z'))).toEqual([{ ...finding, suppressed: null }])
  })

  it('is bound in lines, reasons and faults, whatever it holds', () => {
    const many = Array.from({ length: 400 }, (_, at) => `X${at} until=never reason=${'x'.repeat(1000)}`).join('\n')
    expect(read(many).faults).toHaveLength(5)
    expect(Math.max(...read(many).faults.map(({ length }) => length))).toBeLessThan(200)
    expect(read(`NO_OWNER until=2026-12-31 reason=${'x'.repeat(1000)}`).entries[0]?.reason).toHaveLength(300)
    fc.assert(fc.property(fc.string(), (text) => read(text).faults.length <= 5))
  })

  it('says nothing where there is none', () => {
    expect(judge(null)).toEqual([{ ...finding, suppressed: null }])
    expect(judge('')).toEqual([{ ...finding, suppressed: null }])
  })
})

describe('an entry that is written', () => {
  const entry = { code: 'NO_OWNER', until: '2027-01-31', reason: ' moves\n  soon ' }

  it('reads as it was meant, in place of an earlier one, and leaves other lines alone', () => {
    const before = 'NO_OWNER until=2026-12-01 reason=old\nnobody can read this\nUNUSED until=2026-12-01 reason=y'
    const after = withSuppression(before, entry)
    expect(after).toBe(
      'nobody can read this\nUNUSED until=2026-12-01 reason=y\nNO_OWNER until=2027-01-31 reason=moves soon',
    )
    expect(read(withSuppression(undefined, entry)).entries).toEqual([{ ...entry, reason: 'moves soon' }])
  })

  it('is taken away with the annotation when nothing else is in it', () => {
    expect(withoutSuppression(withSuppression(undefined, entry), 'NO_OWNER')).toBeNull()
    expect(withoutSuppression('UNUSED until=2026-12-01 reason=y', 'NO_OWNER')).toBe('UNUSED until=2026-12-01 reason=y')
  })

  it('has a day that there is', () => {
    expect(['2026-12-31', '2028-02-29'].every(isDay)).toBe(true)
    expect(['2026-02-29', '2026-13-01', '26-01-01', ''].some(isDay)).toBe(false)
  })
})
