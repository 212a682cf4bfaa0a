import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MigrationSpec } from '@/lib/domain/migration/migration'
import { decodeMigration, encodeMigration, maxMigrationBytes } from '@/lib/domain/migration/migration-json'
import { at, sampleMigration, vouched } from './sample-migration'

const ports = [{ name: 'pg', port: 5432, protocol: 'TCP' as const, targetPort: 'pg' }]
const place = { namespace: 'shop', name: 'db' }

const specs: MigrationSpec[] = [
  { pattern: 'external-to-internal', workload: 'StatefulSet pg', selector: { app: 'pg' }, ports, isHeadless: true },
  { pattern: 'provider-to-provider', target: 'b.example' },
  { pattern: 'blue-green', target: 'b.example' },
  { pattern: 'internal-to-external', target: 'b.example' },
  { pattern: 'address-to-headless', addresses: ['203.0.113.9', '2001:db8::9'], ports: [{ port: 80 }] },
  { pattern: 'retarget-many', target: 'b.example', waves: [[place], [{ ...place, name: 'db-2' }]] },
]

describe('a migration in a record', () => {
  it.each(specs.map((spec) => [spec.pattern, spec] as const))('of pattern %s reads as it was written', (_, spec) => {
    const migration = sampleMigration({
      spec,
      attestations: vouched(['lag'], 5),
      notes: [{ by: 'eve', at: at(9), text: '“quoted”\n<b>' }],
      end: { state: 'abandoned', by: 'ada', at: at(99), reason: null },
    })
    expect(decodeMigration(migration.id, encodeMigration(migration))).toEqual(migration)
  })

  it('that somebody else broke is none, and nothing throws', () => {
    const text = encodeMigration(sampleMigration())
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), fc.string({ maxLength: 3 }), (place, junk) => {
        const broken = text.slice(0, place) + junk + text.slice(place + 1)
        const read = decodeMigration(sampleMigration().id, broken)
        return read === null || typeof read.by === 'string'
      }),
    )
    fc.assert(fc.property(fc.json(), (json) => decodeMigration(sampleMigration().id, json) === null))
  })

  it('that is larger than a record has room for is none', () => {
    const notes = Array.from({ length: 30 }, () => ({ by: 'eve', at: at(1), text: 'x'.repeat(500) }))
    const text = encodeMigration(sampleMigration({ notes }))
    expect(text.length).toBeGreaterThan(maxMigrationBytes)
    expect(decodeMigration(sampleMigration().id, text)).toBeNull()
  })
})
