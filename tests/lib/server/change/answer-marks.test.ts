import { expect, test } from 'vitest'
import { AnswerMarks } from '@/lib/server/change/answer-marks'
import { changeEntry } from '../../domain/change/change-entries'

const startMs = Date.parse('2026-11-23T12:00:00.000Z')
const served = (resolver: string, target: string | null) => ({
  ...{ resolver, target, addresses: [], isAbsent: false },
  ...{ ttlHighestSeconds: 5, why: null },
})

test('collects a line for each resolver, and tells when all of them answer the new target', () => {
  const marks = new AnswerMarks(changeEntry(1), startMs)
  expect(marks.isSeen).toBe(false)
  marks.add([served('one', 'a.example'), served('two', 'B.example.')], startMs, null)
  expect(marks.isSeen).toBe(false)
  marks.add([served('one', 'b.example'), served('two', null)], startMs + 1_000, null)
  expect(marks.answers.map(({ resolver, marks: line }) => [resolver, line])).toEqual([
    ['one', 'on'],
    ['two', 'n-'],
  ])
  expect(marks.isSeen).toBe(true)
})

test('knows how long it is until the next second, so that none is left out', () => {
  const marks = new AnswerMarks(changeEntry(1), startMs)
  expect([0, 250, 999, 3_400].map((ms) => marks.untilNextMs(startMs + ms))).toEqual([1000, 750, 1, 600])
})

test('goes on from what another console collected', () => {
  const answers = [{ resolver: 'one', startedAt: new Date(startMs).toISOString(), marks: 'oo' }]
  const marks = new AnswerMarks(changeEntry(1, { answers }), startMs)
  marks.add([served('one', 'b.example')], startMs + 3_000, null)
  expect(marks.answers[0]?.marks).toBe('oo-n')
})

test('keeps eight resolvers at most', () => {
  const marks = new AnswerMarks(changeEntry(1), startMs)
  marks.add(
    Array.from({ length: 12 }, (_, index) => served(`10.0.0.${index}`, 'b.example')),
    startMs,
    null,
  )
  expect(marks.answers).toHaveLength(8)
})
