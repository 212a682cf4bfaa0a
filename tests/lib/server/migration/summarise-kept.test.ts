import { describe, expect, it } from 'vitest'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import type { Migration } from '@/lib/domain/migration/migration'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { summariseKept } from '@/lib/server/migration/summarise-kept'
import { changeEntry, changeId } from '../../domain/change/change-entries'
import { beganMs, sampleMigration, service } from '../../domain/migration/sample-migration'

const step = (phase: string, id = sampleMigration().id) => ({ id, phase })

/** A cluster of these records that keeps note of which were read. */
function summarise(migration: Migration, entries: ReadonlyArray<[ServiceRef, ChangeEntry[]]>) {
  const byKey = new Map(entries.map(([ref, held]) => [serviceKey(ref), held]))
  const read: string[] = []
  const records = {
    entriesOf: (ref: ServiceRef) => {
      read.push(ref.name)
      return byKey.get(serviceKey(ref)) ?? []
    },
  }
  const kept = { ref: service, migration }
  return { summary: summariseKept({ clusterDomain: 'cluster.local', records }, kept, beganMs + 120_000), read }
}

describe('a migration in a list', () => {
  const mark = changeEntry(1, { kind: 'annotate', migration: step('mark') })

  it('stands where its own changes brought it, whatever else was changed, by other migrations too', () => {
    const others = [
      changeEntry(2, { kind: 'edit' }),
      changeEntry(3, { kind: 'edit', migration: step('switch', changeId(7)) }),
    ]
    const { summary } = summarise(sampleMigration(), [[service, [...others, mark]]])
    expect(summary).toMatchObject({ phase: { id: 'data' }, changes: 1, gates: { met: 0, open: 5, unknown: 1 } })
    expect(summary.next).toMatchObject({ kind: 'attest', left: 5 })
  })

  it('reads the records of the Services that it touches and no others, and names them', () => {
    const trio = sampleMigration({ spec: { pattern: 'blue-green', target: 'b.example' } })
    const { summary, read } = summarise(trio, [[{ ...service, name: 'elsewhere' }, [mark]]])
    expect(read).toEqual(['db', 'db-blue', 'db-green'])
    expect(summary.services.map(({ name }) => name)).toEqual(['db', 'db-blue', 'db-green'])
  })

  it('finds the changes of a colour in the record of that colour', () => {
    const trio = sampleMigration({ spec: { pattern: 'blue-green', target: 'b.example' } })
    const made = (number: number) => [changeEntry(number, { kind: 'create', migration: step('colours') })]
    const { summary } = summarise(trio, [
      [{ ...service, name: 'db-blue' }, made(1)],
      [{ ...service, name: 'db-green' }, made(2)],
    ])
    expect(summary).toMatchObject({ phase: { id: 'switch' }, changes: 2 })
  })

  it('is at no phase and waits for nothing once it ended', () => {
    const end = { state: 'abandoned' as const, by: 'ada', at: '2026-11-01T00:00:00Z', reason: 'not now' }
    const { summary } = summarise(sampleMigration({ end }), [[service, [mark]]])
    expect(summary).toMatchObject({ phase: null, gates: null, next: null, end: { state: 'abandoned' } })
  })
})
