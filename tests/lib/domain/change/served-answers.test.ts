import { describe, expect, it } from 'vitest'
import { endpoint, headless } from '@/lib/domain/change/endpoint'
import { readServedAnswers } from '@/lib/domain/change/read-served-answers'
import { answerMark, maxMarks, type ServedAnswers, seenAtMs, withMark } from '@/lib/domain/change/served-answers'
import { changeEntry } from './change-entries'

const startedAt = '2026-11-23T12:00:00.000Z'
const startMs = Date.parse(startedAt)
const answers = (marks: string, resolver = '10.96.0.10:53'): ServedAnswers => ({ resolver, startedAt, marks })

describe('an answer for the Service’s name', () => {
  it.each([
    ['a.example', 'o'],
    ['b.example', 'n'],
    ['c.example', 'x'],
    [null, '-'],
  ])('%s is marked %s', (target, mark) => {
    expect(answerMark({ target }, changeEntry(1))).toBe(mark)
  })

  it.each([
    ['the addresses, in any order and spelling', { target: null, addresses: ['2001:DB8::1', '203.0.113.9'] }, 'n'],
    ['some of the addresses', { target: null, addresses: ['203.0.113.9'] }, 'x'],
    ['other addresses', { target: null, addresses: ['203.0.113.9', '198.51.100.1'] }, 'x'],
    ['the CNAME before it, with addresses behind', { target: 'a.example', addresses: [] }, 'o'],
    ['nothing', { target: null, addresses: [] }, '-'],
  ] as const)('of a Service that is to lead to addresses: %s', (_, served, mark) => {
    const to = headless(['203.0.113.9', '2001:db8::1'], [])
    expect(answerMark(served, changeEntry(1, { to }))).toBe(mark)
  })

  it.each([
    ['that there is no such name is the old answer for an external name that is an address', true, 'from', 'o'],
    ['that there is no such name is the new one for an undo back to it', true, 'to', 'n'],
    ['silence is neither', false, 'from', '-'],
  ] as const)('%s', (_, isAbsent, side, mark) => {
    const members = { [side]: endpoint('ExternalName', '10.0.0.1') }
    expect(answerMark({ target: null, isAbsent }, changeEntry(1, members))).toBe(mark)
  })

  it('stands at the second in which it came, after dashes for those in which nothing came', () => {
    const later = withMark(withMark(answers(''), 'o', startMs + 200), 'n', startMs + 3_900)
    expect(later.marks).toBe('o--n')
  })

  it('replaces an earlier one of the same second', () => {
    expect(withMark(answers('o'), 'n', startMs + 900).marks).toBe('n')
  })

  it('is not kept after three minutes, nor put before the beginning', () => {
    expect(withMark(answers('o'), 'n', startMs + maxMarks * 1000)).toEqual(answers('o'))
    expect(withMark(answers(''), 'n', startMs - 5_000).marks).toBe('n')
  })
})

describe('a change is seen', () => {
  it.each<[string, string[], number | null]>([
    ['once the resolver answers it', ['ooonn'], 3],
    ['once the last of several does', ['onnnn', 'ooonn'], 3],
    ['not while one does not', ['onnnn', 'ooooo'], null],
    ['not when an old answer came back', ['onno'], null],
    ['still, when an answer failed to come', ['onn-n-'], 1],
    ['not when nobody was asked', [], null],
  ])('%s', (_what, marks, second) => {
    const seen = seenAtMs(marks.map((each, index) => answers(each, `10.0.0.${index}:53`)))
    expect(seen).toBe(second === null ? null : startMs + second * 1000)
  })
})

describe('answers in a record', () => {
  it('are read as they were written', () => {
    expect(readServedAnswers(JSON.parse(JSON.stringify([answers('oon-x')])))).toEqual([answers('oon-x')])
  })

  it.each<[string, unknown]>([
    ['no list', 'oon'],
    ['an empty list', []],
    ['more resolvers than are asked', Array.from({ length: 9 }, () => answers('o'))],
    ['another letter', [answers('o<n')]],
    ['longer than three minutes', [answers('o'.repeat(maxMarks + 1))]],
    ['without a time', [{ ...answers('o'), startedAt: 'today' }]],
    ['of a resolver with an endless name', [answers('o', 'x'.repeat(301))]],
  ])('are nothing when they are %s', (_what, value) => {
    expect(readServedAnswers(value)).toBeNull()
  })
})
