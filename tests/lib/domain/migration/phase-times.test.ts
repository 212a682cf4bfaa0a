import { describe, expect, it } from 'vitest'
import { endpoint } from '@/lib/domain/change/endpoint'
import { judgeMigration } from '@/lib/domain/migration/judge-migration'
import type { Migration } from '@/lib/domain/migration/migration'
import type { Forecast, PhaseChange } from '@/lib/domain/migration/phase-change'
import { phaseTimes } from '@/lib/domain/migration/phase-times'
import { phasesOf } from '@/lib/domain/migration/phases-of'
import { changeId } from '../change/change-entries'
import { at, beganMs, madeChange, sampleMigration, service, vouched } from './sample-migration'

const items = ['replication', 'first-copy', 'credentials', 'lag', 'fenced']
const mark = madeChange({ id: changeId(2), phase: 'mark', kind: 'annotate', state: 'completed', at: at(10) })
const now: Forecast = { seconds: 36, pooledSeconds: 1_836 }

function times(migration: Migration, changes: PhaseChange[], forecast = now) {
  const phases = phasesOf({ service, clusterDomain: 'cluster.local', migration })
  const judged = judgeMigration(migration, phases, {
    ...{ nowMs: beganMs + 300_000, changes, next: null, live: endpoint('ExternalName', 'a.example') },
    ...{ status: 'source', seen: new Map(), sides: null },
  })
  const found = phaseTimes(migration, judged, () => forecast)
  return Object.fromEntries(judged.map(({ id }, index) => [id, found[index]]))
}

describe('the time of a phase', () => {
  it('that moves a Service is the cut-over as it is forecast now, until it was made', () => {
    expect(times(sampleMigration(), []).switch).toEqual({ estimated: now, actualSeconds: null })
  })

  it('is afterwards what was forecast when it was made, and what it took until it was proved', () => {
    const forecast = { seconds: 20, pooledSeconds: null }
    const made = madeChange({ madeAt: at(61), provedAt: at(75.5), forecast })
    expect(times(sampleMigration(), [mark, made]).switch).toEqual({ estimated: forecast, actualSeconds: 14.5 })
  })

  it('counts from when a repository brought it, not from when that was proposed', () => {
    const made = madeChange({ at: at(0), madeAt: at(90), provedAt: at(100) })
    expect(times(sampleMigration(), [mark, made]).switch?.actualSeconds).toBe(10)
  })

  it('is not known while a change of it is not proved', () => {
    expect(times(sampleMigration(), [mark, madeChange({ state: 'verifying' })]).switch?.actualSeconds).toBeNull()
  })

  it('of several changes is that of one after the other, and pools end behind the last', () => {
    const waves = [['a', 'b'].map((name) => ({ namespace: 'shop', name }))]
    const many = sampleMigration({ spec: { pattern: 'retarget-many', target: 'b.example', waves } })
    expect(times(many, [])['wave-1']?.estimated).toEqual({ seconds: 72, pooledSeconds: 72 + 1_800 })
    const endless = times(many, [], { seconds: 36, pooledSeconds: null })['wave-1']
    expect(endless?.estimated).toEqual({ seconds: 72, pooledSeconds: null })
  })

  it('that only marks the Service is not estimated: nothing of it reaches DNS', () => {
    expect(times(sampleMigration(), []).mark?.estimated).toBeNull()
  })

  it('of a soak is what was chosen, and of what people do what it took', () => {
    const copied = sampleMigration({ attestations: vouched(items, 250) })
    const found = times(copied, [mark])
    expect(found.soak?.estimated?.seconds).toBe(3_600)
    expect(found.data).toEqual({ estimated: null, actualSeconds: 240 })
    expect(times(sampleMigration(), [mark]).data?.actualSeconds).toBeNull()
  })
})
