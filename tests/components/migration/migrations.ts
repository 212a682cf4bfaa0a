import type { MigrationSummary, MigrationView } from '@/lib/contract/migrations'
import { endpoint, placeOf } from '@/lib/domain/change/endpoint'
import { gateCounts } from '@/lib/domain/migration/gate-counts'
import { changesToUndo, judgeMigration } from '@/lib/domain/migration/judge-migration'
import type { SeenServices } from '@/lib/domain/migration/judge-option'
import type { Attestation, Migration, MigrationSpec } from '@/lib/domain/migration/migration'
import type { NextChecks } from '@/lib/domain/migration/migration-evidence'
import { nextStep } from '@/lib/domain/migration/next-step'
import type { PhaseChange } from '@/lib/domain/migration/phase-change'
import { phaseTimes } from '@/lib/domain/migration/phase-times'
import { phasesOf } from '@/lib/domain/migration/phases-of'

export const service = { cluster: 'prod', namespace: 'checkout', name: 'orders-db' }
export const id = '22222222-2222-4222-8222-222222222222'
const source = 'orders.abc.eu-central-1.rds.amazonaws.com'
const target = 'ep-quiet.eu-central-1.aws.neon.tech'

const from = { ...endpoint('ExternalName', source), shape: { ports: [{ name: 'pg', port: 5432 }], selector: null } }

/** What new connections, and those in pools, are thought to take. */
const forecast = { seconds: 36, pooledSeconds: 1_836 }

interface Given extends Partial<Omit<MigrationView, 'spec' | 'phases' | 'next'>> {
  spec?: MigrationSpec
  attestations?: Attestation[]
  made?: PhaseChange[]
  next?: NextChecks
  seen?: SeenServices
}

/** A migration between providers as the API shows it, judged by the rules from what was made and said. */
export function makeMigration(given: Given = {}): MigrationView {
  const { spec = { pattern: 'provider-to-provider', target }, attestations = [], made = [], ...rest } = given
  const { next, seen = new Map(), ...change } = rest
  const at = new Date(Date.now() - 60_000).toISOString()
  const migration: Migration = {
    ...{ id, spec, by: 'ada', at, soakMinutes: 60, attestations, notes: [], end: change.end ?? null },
    from: JSON.parse(JSON.stringify(from)),
  }
  const planned = phasesOf({ service, clusterDomain: 'cluster.local', migration })
  const first = planned.find(({ kind }) => kind === 'change')
  const phases = judgeMigration(migration, planned, {
    ...{ nowMs: Date.now(), changes: made, live: migration.from },
    status: made.some(({ phase }) => phase === 'switch') ? 'target' : made.length > 0 ? 'source' : null,
    seen,
    sides: null,
    next: next ?? { phase: first?.id ?? '', prechecks: [], why: null },
  })
  const times = phaseTimes(migration, phases, () => forecast)
  const index = phases.findIndex(({ state }) => state === 'now')
  const now = phases[index]
  return {
    ...{ id, pattern: spec.pattern, service, by: 'ada', at, spec, soakMinutes: 60, notes: [], people: ['ada'] },
    end: null,
    from: { type: 'ExternalName', target: source },
    goal: 'target' in spec ? spec.target : placeOf(endpoint('ClusterIP', null)),
    phase: now ? { id: now.id, title: now.title, number: index + 1, of: phases.length } : null,
    changes: changesToUndo(made).length,
    aliases: 1,
    services: [service],
    gates: gateCounts(phases, true),
    next: nextStep(phases),
    phases: phases.map((phase, at) => ({
      ...phase,
      changes: phase.changes.map((each) => each && { ...each }),
      time: times[at] ?? { estimated: null, actualSeconds: null },
    })),
    undo: changesToUndo(made).map((each) => ({ kind: 'undo' as const, service: each.service, changeId: each.id })),
    diagrams: { now: 'flowchart LR\n', end: 'flowchart LR\n' },
    others: [],
    sides: null,
    checkedAt: new Date().toISOString(),
    ...change,
  }
}

/** A proved change of a phase. */
export function makePhaseChange(phase: string, change: Partial<PhaseChange> = {}): PhaseChange {
  const at = new Date(Date.now() - 30_000).toISOString()
  return {
    id: `33333333-3333-4333-8333-33333333333${phase.length}`,
    phase,
    kind: 'edit',
    service,
    state: 'soaking',
    by: 'ada',
    at,
    madeAt: null,
    provedAt: null,
    forecast: null,
    note: null,
    ...change,
  }
}

export function makeSummary(change: Partial<MigrationSummary> = {}): MigrationSummary {
  const { id: own, pattern, service: ref, by, at, phase, end, from: origin, ...rest } = makeMigration()
  const { goal, changes, aliases, services, gates, next } = rest
  const summary = { id: own, pattern, service: ref, by, at, phase, end, from: origin, goal, changes, aliases }
  return { ...summary, services, gates, next, ...change }
}
