import { describe, expect, it } from 'vitest'
import { endpoint } from '@/lib/domain/change/endpoint'
import { gateCounts } from '@/lib/domain/migration/gate-counts'
import { judgeMigration } from '@/lib/domain/migration/judge-migration'
import type { Migration } from '@/lib/domain/migration/migration'
import type { MigrationEvidence } from '@/lib/domain/migration/migration-evidence'
import { nextStep } from '@/lib/domain/migration/next-step'
import { phasesOf } from '@/lib/domain/migration/phases-of'
import { changeId } from '../change/change-entries'
import { at, beganMs, madeChange, sampleMigration, service, vouched } from './sample-migration'

const items = ['replication', 'first-copy', 'credentials', 'lag', 'fenced']
const mark = madeChange({ id: changeId(2), phase: 'mark', kind: 'annotate', state: 'completed' })
const copied = sampleMigration({ attestations: vouched(items, 30) })

function judge(migration: Migration, evidence: Partial<MigrationEvidence> = {}) {
  const phases = phasesOf({ service, clusterDomain: 'cluster.local', migration })
  return judgeMigration(migration, phases, {
    ...{ nowMs: beganMs + 60_000, changes: [], next: null, live: endpoint('ExternalName', 'a.example') },
    ...{ status: 'source', seen: new Map(), sides: null, ...evidence },
  })
}

describe('the next step of a migration', () => {
  it('is the change that its phase makes, and how many', () => {
    expect(nextStep(judge(sampleMigration()))).toMatchObject({
      kind: 'change',
      title: 'Mark the alias as the source',
      left: 1,
    })
    const trio = sampleMigration({ spec: { pattern: 'blue-green', target: 'b.example' } })
    expect(nextStep(judge(trio))).toMatchObject({ kind: 'change', title: 'Make blue and green', left: 2 })
  })

  it('is what nobody vouches for yet, and how much that is', () => {
    const some = sampleMigration({ attestations: vouched(items.slice(0, 3), 30) })
    expect(nextStep(judge(some, { changes: [mark] }))).toMatchObject({
      ...{ kind: 'attest', title: 'The new side is at most a second behind', left: 2 },
    })
  })

  it.each([
    ['verifying', 'prove', 'The change of db in shop is being proved'],
    ['failed', 'decide', 'The change of db in shop is failed'],
  ] as const)('of a change that is %s is to %s it', (state, kind, title) => {
    expect(nextStep(judge(copied, { changes: [mark, madeChange({ state })] }))).toMatchObject({ kind, title })
  })

  it('of a soak is to wait until it is over', () => {
    const until = at(60 + 3_600)
    expect(nextStep(judge(copied, { changes: [mark, madeChange()] }))).toMatchObject({ kind: 'wait', until })
  })

  it('before a gate that a plan keeps closed is to clear that', () => {
    const check = {
      code: 'target-resolves',
      state: 'block' as const,
      title: 'Nobody answers',
      evidence: '',
      checkedAt: '',
    }
    const next = { phase: 'switch', prechecks: [check], why: null }
    expect(nextStep(judge(copied, { changes: [mark], next }))).toMatchObject({ kind: 'clear', title: 'Nobody answers' })
  })

  it('at the end is to finish it, and none afterwards', () => {
    const late = { nowMs: beganMs + 7_200_000, changes: [mark, madeChange()] }
    expect(nextStep(judge(copied, late))).toMatchObject({ kind: 'finish' })
    const ended = { ...copied, end: { state: 'finished' as const, by: 'ada', at: '', reason: null } }
    expect(nextStep(judge(ended, late))).toBeNull()
  })
})

describe('what a gate counts', () => {
  const some = sampleMigration({ attestations: vouched(items.slice(0, 3), 30) })

  it('is what is met and what is open, and one unknown where no plan was asked', () => {
    const judged = judge(some, { changes: [mark] })
    expect(gateCounts(judged, false)).toEqual({ met: 3, open: 2, unknown: 1 })
    expect(gateCounts(judged, true)).toEqual({ met: 3, open: 2, unknown: 0 })
  })

  it('holds no unknown behind a change in force, where a plan would keep nothing closed', () => {
    expect(gateCounts(judge(copied, { changes: [mark, madeChange()] }), false)).toEqual({ met: 0, open: 1, unknown: 0 })
  })

  it('has the plan that could not be made among the unknown', () => {
    const next = { phase: 'switch', prechecks: null, why: 'ada may not patch' }
    expect(gateCounts(judge(copied, { changes: [mark], next }), true)).toMatchObject({ open: 0, unknown: 1 })
  })
})
