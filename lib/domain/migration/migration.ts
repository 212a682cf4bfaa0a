import type { WantedPort } from '@/lib/domain/change/change-request'
import type { Endpoint } from '@/lib/domain/change/endpoint'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

export const migrationPatterns = [
  'external-to-internal',
  'provider-to-provider',
  'blue-green',
  'address-to-headless',
  'internal-to-external',
  'retarget-many',
] as const

export type MigrationPattern = (typeof migrationPatterns)[number]

/** A Service without its cluster: a migration stays in one. */
export type PlaceInCluster = Pick<ServiceRef, 'namespace' | 'name'>

/** What is to become of a Service, by the pattern that is followed. */
export type MigrationSpec =
  | {
      pattern: 'external-to-internal'
      /** Who runs the pods, in words such as `StatefulSet orders-pg`; null where nobody said. */
      workload: string | null
      selector: Record<string, string>
      ports: WantedPort[]
      isHeadless: boolean
    }
  | { pattern: 'provider-to-provider' | 'blue-green' | 'internal-to-external'; target: string }
  | { pattern: 'address-to-headless'; addresses: string[]; ports: WantedPort[] }
  /** Every alias of one host, wave after wave; the Service of the migration is the first of the first one. */
  | { pattern: 'retarget-many'; target: string; waves: PlaceInCluster[][] }

/** Somebody's word that something outside Signpost is so. `at` is ISO 8601. */
export interface Attestation {
  item: string
  by: string
  at: string
  /** What proves it, in their words. */
  evidence: string
}

export interface MigrationNote {
  by: string
  at: string
  text: string
}

export interface MigrationEnd {
  state: 'finished' | 'abandoned'
  by: string
  at: string
  reason: string | null
}

/** A migration as the record of its Service keeps it. Where it stands follows from its changes and attestations; times are ISO 8601. */
export interface Migration {
  id: string
  spec: MigrationSpec
  by: string
  at: string
  /** Where the Service led when it began. */
  from: Endpoint
  /** How long the last change is watched over before the migration may be closed. */
  soakMinutes: number
  attestations: Attestation[]
  notes: MigrationNote[]
  end: MigrationEnd | null
}

/** True until it is finished or abandoned. */
export function isOpenMigration({ end }: Pick<Migration, 'end'>): boolean {
  return end === null
}
