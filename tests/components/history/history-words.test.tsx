import { describe, expect, test } from 'vitest'
import { changeOutcome, minutesAndSeconds, seenAfterSeconds } from '@/components/history/change-outcome'
import { changeReport } from '@/components/history/change-report'
import { byDay, dayWords } from '@/components/history/day-of'
import { changesCsv } from '@/components/history/export/export-changes'
import { decidingChanges, wayBack } from '@/components/history/in-force'
import { sumWords } from '@/components/history/sum-words'
import type { ChangeView } from '@/lib/contract/changes'
import { differingLabels } from '@/lib/domain/change/differing-labels'
import { makeChange } from '../change/changes'

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 12, 0, second)).toISOString()
const step = (state: ChangeView['state'], second: number, note: string | null = null) => ({
  state,
  at: at(second),
  note,
})

describe('what became of a change', () => {
  test.each<[string, Partial<ChangeView>, string, string]>([
    ['completed', { state: 'completed' }, 'Verified', 'ok'],
    [
      'a check passed',
      { state: 'completed', overrides: [{ code: 'frozen', reason: 'there is no other way', until: null }] },
      'Verified, 1 check overridden',
      'ok',
    ],
    [
      'kept by a person',
      { state: 'completed', steps: [step('inconclusive', 1), step('completed', 2)] },
      'Not verified, kept',
      'ok',
    ],
    [
      'failed and undone',
      { state: 'undone', steps: [step('applied', 0), step('failed', 40), step('undone', 66)] },
      'Failed, undone after 1:06',
      'critical',
    ],
    ['undone', { state: 'undone', steps: [step('applied', 0), step('undone', 5)] }, 'Undone after 0:05', 'info'],
    [
      'reverted',
      {
        state: 'reverted',
        steps: [step('applied', 0), step('reverted', 5, 'argocd-controller wrote the old target back.')],
      },
      'Reverted by argocd-controller after 0:05',
      'warning',
    ],
    ['from outside', { kind: 'outside', state: 'observed-live' }, 'From outside', 'info'],
    [
      'deleted from outside',
      { kind: 'outside', state: 'observed-live', to: { type: 'absent', target: null } },
      'Deleted',
      'warning',
    ],
    [
      'made another type from outside',
      { kind: 'outside', state: 'observed-live', to: { type: 'ClusterIP', target: null } },
      'Now ClusterIP',
      'warning',
    ],
    [
      'from outside, undoing one of ours',
      { kind: 'outside', state: 'observed-live', undoOf: '2222abcd-1111-4111-8111-111111111111' },
      'Reverted 2222abcd',
      'warning',
    ],
  ])('is said in words: %s', (_, members, words, severity) => {
    expect(changeOutcome(makeChange(members))).toEqual({ words, severity })
  })

  test('is seen from the write until the cluster’s DNS gave the new name', () => {
    const change = makeChange({ steps: [step('applied', 0), step('propagating', 1), step('verifying', 34)] })
    expect(minutesAndSeconds(seenAfterSeconds(change) ?? 0)).toBe('0:34')
    expect(seenAfterSeconds(makeChange())).toBeNull()
  })
})

test.each([
  ['auth.cluster-a.example.com', 'auth.cluster-b.example.com', 'auth.cluster-a', 'auth.cluster-b'],
  ['rates-v1.example.com', 'rates-v2.example.com', 'rates-v1', 'rates-v2'],
  ['old.partner.io', 'new.example.com', 'old.partner.io', 'new.example.com'],
  ['example.com', 'a.example.com', 'example', 'a.example'],
  ['same.example', 'same.example', 'same', 'same'],
])('%s and %s are told apart by their first labels', (from, to, left, right) => {
  expect(differingLabels(from, to)).toEqual({ from: left, to: right })
})

describe('days', () => {
  const late = makeChange({ id: 'late', at: '2026-11-23T23:30:00Z' })
  const early = makeChange({ id: 'early', at: '2026-11-23T22:30:00Z' })

  test('are those of the reader', () => {
    expect(byDay([late, early], 'UTC').map(({ items }) => items.length)).toEqual([2])
    expect(byDay([late, early], 'Europe/Berlin').map(({ key }) => key)).toEqual(['2026-11-24', '2026-11-23'])
  })

  test.each([
    ['2026-11-23', 'Today, Monday'],
    ['2026-11-22', 'Yesterday, Sunday'],
    ['2026-11-18', 'Wednesday'],
    ['2026-11-02', 'Monday, 2 November'],
    ['2025-11-02', 'Sunday, 2 November 2025'],
  ])('%s reads %s', (key, words) => {
    expect(dayWords(key, '2026-11-23')).toBe(words)
  })

  test('say what they had beside what went well', () => {
    expect(sumWords([makeChange(), makeChange({ kind: 'outside', state: 'observed-live' })])).toBe(
      '1 in flight, 1 from outside',
    )
    expect(sumWords([makeChange({ state: 'completed' })])).toBe('1 change')
  })
})

describe('the way back', () => {
  const ours = makeChange({ id: 'ours', state: 'completed' })
  const outside = makeChange({ id: 'outside', kind: 'outside', state: 'observed-live' })

  test('is offered for the change that decides where the Service leads, and for no older one', () => {
    const lost = makeChange({ id: 'lost', state: 'not-applied' })
    const older = makeChange({ id: 'older', state: 'completed' })
    expect([...decidingChanges([lost, ours, older])]).toEqual(['ours'])
    expect([...decidingChanges([outside, ours])]).toEqual(['outside'])
  })

  test('is an undo by the record, a retarget for what came from outside, and none after an undo', () => {
    expect(wayBack(ours)).toBe('undo')
    expect(wayBack(outside)).toBe('retarget')
    expect(wayBack({ ...outside, to: { type: 'ClusterIP', target: null } })).toBeNull()
    expect(wayBack({ ...ours, kind: 'undo' })).toBeNull()
    expect(wayBack({ ...ours, state: 'undone' })).toBeNull()
  })
})

const hostile = makeChange({
  at: at(0),
  by: '=cmd|"x"',
  reason: 'line one\nline two',
  overrides: [{ code: 'frozen', reason: 'there is no other way', until: at(600) }],
  steps: [step('applied', 0, 'No answer came.')],
})

test('the report says what, who, why and each moment, a line each', () => {
  const report = changeReport(hostile)
  expect(report).toContain(
    'switch of catalog/search in prod: Applied, 1 check overridden'.replace('Applied', 'Reaching the caches'),
  )
  expect(report).toContain('passed   frozen: there is no other way (valid until 23 Nov 2026, 12:10:00 UTC)')
  expect(report).toContain('23 Nov 2026, 12:00:00 UTC  Applied: No answer came.')
  expect(report.split('\n').filter((line) => line.startsWith('why'))).toHaveLength(1)
  expect(report).not.toContain('\nline two')
})

test('the CSV is harmless in a spreadsheet and says the outcome beside the state', () => {
  const [head, line] = changesCsv([hostile]).split('\r\n')
  expect(head?.split(',').slice(0, 4)).toEqual(['When', 'Cluster', 'Namespace', 'Alias'])
  expect(line).toContain(`"'=cmd|""x"""`)
  expect(line).toContain('propagating')
})
