import type { Catalog } from '../resources/catalog.ts'
import type { Surroundings } from '../resources/resource-kind.ts'
import type { AddressPool } from '../rules/service/cluster-ip-range.ts'
import type { Store } from '../store/store.ts'

/** What the API works on; the clock and chance are given, so that a test can set them. */
export interface Cluster {
  readonly store: Store
  readonly catalog: Catalog
  readonly now: () => Date
  readonly newUid: () => string
  /** Addresses that Services have; kept up to date by who made the cluster. */
  readonly addresses: AddressPool
  /** At least 0, less than 1. */
  readonly random: () => number
}

export function surroundingsOf(cluster: Cluster, isDryRun: boolean): Surroundings {
  return {
    list: (resource, namespace) => cluster.store.list(resource, namespace ?? null),
    isDryRun,
    now: cluster.now(),
    addresses: cluster.addresses,
    random: cluster.random,
  }
}

/** A time as Kubernetes writes it: whole seconds, in UTC. */
export const timestamp = (at: Date) => `${at.toISOString().slice(0, 19)}Z`
