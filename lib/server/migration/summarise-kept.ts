import type { MigrationSummary } from '@/lib/contract/migrations'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { judgeMigration } from '@/lib/domain/migration/judge-migration'
import type { PhaseChange } from '@/lib/domain/migration/phase-change'
import { phasesOf } from '@/lib/domain/migration/phases-of'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { changeView } from '@/lib/server/change/change-view'
import { phaseChange, servicesOf } from './migration-changes'
import type { KeptMigration } from './migration-deps'
import { migrationSummary } from './view-migration'

/** What is known of a cluster without asking it. */
export interface KnownCluster {
  clusterDomain: string
  records: { entriesOf(service: ServiceRef): readonly ChangeEntry[] }
}

/**
 * A migration for a list, judged from the records of the Services that it touches and no others: sixty of them at most, with twenty changes each.
 * What its gates ask of the cluster is not asked.
 */
export function summariseKept(
  { records, clusterDomain }: KnownCluster,
  { ref, migration }: KeptMigration,
  nowMs: number,
): MigrationSummary {
  const planned = phasesOf({ service: ref, clusterDomain, migration })
  const services = servicesOf(ref, planned)
  const changes = services
    .flatMap((service) => stepsOf(records, service, migration.id))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const unasked = { next: null, live: null, status: null, seen: new Map(), sides: null }
  const phases = judgeMigration(migration, planned, { nowMs, changes, ...unasked })
  return migrationSummary({ ref, migration, services, phases, changes }, false)
}

function stepsOf(records: KnownCluster['records'], service: ServiceRef, id: string): PhaseChange[] {
  const steps = records.entriesOf(service).filter(({ migration }) => migration?.id === id)
  return steps.flatMap((entry) => phaseChange(changeView(entry, service), id) ?? [])
}
