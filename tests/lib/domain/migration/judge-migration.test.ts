import { describe, expect, it } from 'vitest'
import { endpoint } from '@/lib/domain/change/endpoint'
import type { Precheck } from '@/lib/domain/change/precheck'
import { changesToUndo, judgeMigration } from '@/lib/domain/migration/judge-migration'
import type { Migration } from '@/lib/domain/migration/migration'
import type { MigrationEvidence } from '@/lib/domain/migration/migration-evidence'
import { phasesOf } from '@/lib/domain/migration/phases-of'
import { changeId } from '../change/change-entries'
import { beganMs, madeChange, sampleMigration, service, vouched } from './sample-migration'

const items = ['replication', 'first-copy', 'credentials', 'lag', 'fenced']
const mark = madeChange({ id: changeId(2), phase: 'mark', kind: 'annotate', state: 'completed' })
const live = endpoint('ExternalName', 'a.example')

function judge(migration: Migration, evidence: Partial<MigrationEvidence> = {}) {
  const phases = phasesOf({ service, clusterDomain: 'cluster.local', migration })
  return judgeMigration(migration, phases, {
    nowMs: beganMs + 60_000,
    changes: [],
    next: null,
    live,
    status: 'source',
    seen: new Map(),
    sides: null,
    ...evidence,
  })
}

const standing = (judged: ReturnType<typeof judge>) => judged.find(({ state }) => state === 'now')?.id ?? 'over'
const gate = (judged: ReturnType<typeof judge>, id: string) => judged.find((phase) => phase.id === id)?.gate ?? []
const check = (code: string, state: Precheck['state']): Precheck => ({
  code,
  state,
  title: code,
  evidence: '',
  checkedAt: '',
})

describe('where a migration stands', () => {
  it('is the first phase whose gate is closed', () => {
    expect(standing(judge(sampleMigration()))).toBe('mark')
    expect(standing(judge(sampleMigration(), { changes: [mark] }))).toBe('data')
    const copied = sampleMigration({ attestations: vouched(items, 30) })
    expect(standing(judge(copied, { changes: [mark] }))).toBe('switch')
    expect(standing(judge(copied, { changes: [mark, madeChange()] }))).toBe('soak')
  })

  it('does not go back behind a change in force, whatever became of what was vouched for', () => {
    const later = { nowMs: beganMs + 7_200_000, changes: [mark, madeChange()] }
    expect(standing(judge(sampleMigration(), later))).toBe('close')
  })

  it.each([
    ['failed', 'switch'],
    ['inconclusive', 'switch'],
    ['verifying', 'switch'],
    ['undone', 'switch'],
    ['reverted', 'switch'],
    ['not-applied', 'switch'],
    ['completed', 'soak'],
  ] as const)('with its change %s is at %s', (state, phase) => {
    const copied = sampleMigration({ attestations: vouched(items, 30) })
    expect(standing(judge(copied, { changes: [mark, madeChange({ state })] }))).toBe(phase)
  })

  it('is over once somebody ended it', () => {
    const ended = sampleMigration({ end: { state: 'finished', by: 'ada', at: '', reason: null } })
    expect(standing(judge(ended, { nowMs: beganMs + 7_200_000, changes: [mark, madeChange()] }))).toBe('over')
  })
})

describe('somebody’s word', () => {
  it('for a measure counts for five minutes, for the rest for good', () => {
    const copied = sampleMigration({ attestations: vouched(items, 0) })
    const old = judge(copied, { nowMs: beganMs + 301_000, changes: [mark] })
    const stale = old.find(({ id }) => id === 'data')?.items.filter(({ state }) => state === 'stale')
    expect(stale?.map(({ id }) => id)).toEqual(['lag', 'fenced'])
    expect(standing(old)).toBe('data')
    expect(standing(judge(copied, { nowMs: beganMs + 300_000, changes: [mark] }))).toBe('switch')
  })
})

describe('a gate before a change', () => {
  const copied = sampleMigration({ attestations: vouched(items, 30) })
  const asking = (prechecks: Precheck[] | null, why: string | null = null) =>
    judge(copied, { changes: [mark], next: { phase: 'switch', prechecks, why } })

  it.each([
    ['is closed by what blocks it', [check('target-resolves', 'block')], 'data'],
    ['is closed by what the API server refuses', [check('dry-run', 'refuse')], 'data'],
    ['stays open with a warning, which the sheet asks to acknowledge', [check('certificate', 'warn')], 'switch'],
    ['leaves to the sheet what was taken back a moment ago', [check('target-held', 'block')], 'switch'],
  ])('%s', (_, prechecks, phase) => {
    expect(standing(asking(prechecks))).toBe(phase)
  })

  it('that could not be planned is unknown, and closed', () => {
    const judged = asking(null, 'eve may not patch services in namespace shop.')
    expect(standing(judged)).toBe('data')
    expect(gate(judged, 'data').find(({ code }) => code === 'next-planned')).toMatchObject({
      state: 'unknown',
      evidence: 'eve may not patch services in namespace shop.',
    })
  })

  it('is closed where somebody moved the Service meanwhile, or it is not known where it leads', () => {
    const next = { phase: 'mark', prechecks: [], why: null }
    for (const [place, state] of [
      [endpoint('ExternalName', 'c.example'), 'block'],
      [null, 'unknown'],
    ] as const) {
      const judged = judge(sampleMigration(), { live: place, next })
      expect(standing(judged)).toBe('record')
      expect(gate(judged, 'record').find(({ code }) => code === 'source-is-live')?.state).toBe(state)
    }
  })
})

describe('the mark on an alias that goes to another provider', () => {
  const copied = sampleMigration({ attestations: vouched(items, 30) })

  it.each([
    ['mark', null, 'mark'],
    ['mark', 'source', 'mark'],
    ['mark', 'target', 'record'],
    ['switch', 'source', 'switch'],
    ['switch', null, 'data'],
    ['switch', 'target', 'data'],
    ['switch', 'done', 'data'],
  ] as const)('before %s being %s leads to %s', (phase, status, expected) => {
    const changes = phase === 'switch' ? [mark] : []
    const judged = judge(phase === 'switch' ? copied : sampleMigration(), {
      ...{ changes, status, next: { phase, prechecks: [], why: null } },
    })
    expect(standing(judged)).toBe(expected)
  })
})

describe('a soak', () => {
  const gateAfter = (changes: Parameters<typeof judge>[1]) =>
    gate(judge(sampleMigration({ attestations: vouched(items, 30) }), changes), 'soak')[0]

  it('begins with the last change before it, not with an earlier one', () => {
    expect(gateAfter({ changes: [mark] })).toMatchObject({
      state: 'block',
      title: 'Nothing is in force that could soak',
    })
    expect(gateAfter({ changes: [mark, madeChange()] })).toMatchObject({ state: 'block', title: 'It still soaks' })
  })
})

describe('a Service that somebody moved after it was marked', () => {
  it('closes the gate before the switch', () => {
    const next = { phase: 'switch', prechecks: [], why: null }
    const copied = sampleMigration({ attestations: vouched(items, 30) })
    const judged = judge(copied, { changes: [mark], live: endpoint('ExternalName', 'c.example'), next })
    expect(standing(judged)).toBe('data')
  })
})

describe('what is to be undone', () => {
  it('are the changes in force, newest first, and no undo', () => {
    const undone = madeChange({ id: changeId(3), state: 'undone' })
    const undo = madeChange({ id: changeId(4), kind: 'undo', state: 'completed' })
    expect(changesToUndo([mark, undone, undo, madeChange()]).map(({ id }) => id)).toEqual([changeId(1), changeId(2)])
  })
})

describe('a change that goes through a repository', () => {
  const copied = sampleMigration({ attestations: vouched(items, 30) })
  const proposed = madeChange({ state: 'patch-proposed' })

  it('waits in its phase, which stays at that, and is nothing to undo', () => {
    const judged = judge(copied, { changes: [mark, proposed] })
    expect(standing(judged)).toBe('switch')
    expect(judged.find(({ id }) => id === 'switch')?.changes).toEqual([proposed])
    expect(gate(judged, 'switch')).toMatchObject([
      { state: 'block', title: 'The change of db in shop waits for its repository' },
    ])
    expect(gate(judged, 'soak')[0]?.title).toBe('Nothing is in force that could soak')
    expect(changesToUndo([proposed])).toEqual([])
  })

  it('is being proved once it was seen, with the gates before it open whatever is asked', () => {
    const seen = madeChange({ state: 'observed-live' })
    const judged = judge(sampleMigration(), { changes: [mark, seen], live: endpoint('ExternalName', 'b.example') })
    expect(standing(judged)).toBe('switch')
    expect(gate(judged, 'switch')).toMatchObject([{ state: 'unknown' }])
  })

  it('soaks from when it was seen, not from when it was proposed', () => {
    const done = madeChange({ state: 'completed', madeAt: new Date(beganMs + 86_400_000).toISOString() })
    const judged = judge(copied, { changes: [mark, done], nowMs: beganMs + 86_400_000 + 60_000 })
    expect(standing(judged)).toBe('soak')
    expect(judged.find(({ id }) => id === 'soak')?.until).toBe(new Date(beganMs + 90_000_000).toISOString())
  })

  it('gives way to one that was written live after it', () => {
    const live = madeChange({ id: changeId(5) })
    expect(judge(copied, { changes: [mark, live, proposed] }).find(({ id }) => id === 'switch')?.changes).toEqual([
      live,
    ])
  })

  it('is not kept by the gate because its owner would write a live one back, which the gate warns of', () => {
    const next = { phase: 'switch', prechecks: [check('field-owner', 'block')], why: null }
    const judged = judge(copied, { changes: [mark], next })
    expect(standing(judged)).toBe('switch')
    expect(gate(judged, 'data').find(({ code }) => code === 'field-owner')?.state).toBe('warn')
  })
})
