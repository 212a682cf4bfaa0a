import { endpoint } from '@/lib/domain/change/endpoint'
import type { Migration } from '@/lib/domain/migration/migration'
import type { PhaseChange } from '@/lib/domain/migration/phase-change'
import { changeId } from '../change/change-entries'

export const service = { cluster: 'c', namespace: 'shop', name: 'db' }
export const beganMs = Date.UTC(2026, 10, 23, 12, 0, 0)
export const at = (seconds: number) => new Date(beganMs + seconds * 1000).toISOString()

/** A move of `db` from a.example to b.example that began at noon and soaks for an hour. */
export function sampleMigration(members: Partial<Migration> = {}): Migration {
  return {
    id: changeId(900),
    spec: { pattern: 'provider-to-provider', target: 'b.example' },
    by: 'ada',
    at: at(0),
    from: {
      ...endpoint('ExternalName', 'a.example'),
      shape: { ports: [{ port: 5432 }], selector: null, isTracked: false },
    },
    soakMinutes: 60,
    attestations: [],
    notes: [],
    end: null,
    ...members,
  }
}

/** Everybody's word for all of these, given in one second. */
export function vouched(items: readonly string[], seconds: number) {
  return items.map((item) => ({ item, by: 'eve', at: at(seconds), evidence: 'seen' }))
}

export function madeChange(members: Partial<PhaseChange> = {}): PhaseChange {
  return {
    ...{ id: changeId(1), phase: 'switch', kind: 'edit', service, state: 'soaking' },
    ...{ by: 'ada', at: at(60), madeAt: null, provedAt: null, forecast: null, note: null },
    ...members,
  }
}
