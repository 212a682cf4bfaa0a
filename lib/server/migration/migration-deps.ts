import type { Clock } from '@/lib/domain/clock'
import type { Migration } from '@/lib/domain/migration/migration'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ChangeEngine } from '@/lib/server/change/change-engine'
import type { ClusterForChanges } from '@/lib/server/change/change-engine-deps'
import type { RecordStore } from '@/lib/server/change/record-store'

export interface MigrationDeps {
  cluster(id: string): ClusterForChanges | null
  engine: Pick<ChangeEngine, 'plan' | 'list'>
  store: RecordStore
  clock: Clock
}

/** A migration and the Service whose record keeps it. */
export interface KeptMigration {
  ref: ServiceRef
  migration: Migration
}
