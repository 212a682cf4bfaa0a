import type { MigrationSummary, MigrationsPage, MigrationsQuery } from '@/lib/contract/migrations'
import { judgeMigration, type PhaseChange } from '@/lib/domain/migration/judge-migration'
import { phasesOf } from '@/lib/domain/migration/phases-of'
import type { Identity } from '@/lib/server/access/identity'
import { changeView } from '@/lib/server/change/change-view'
import { valueFilter } from '@/lib/server/inventory/value-filter'
import { phaseChange } from '@/lib/server/migration/migration-changes'
import { migrationSummary } from '@/lib/server/migration/view-migration'
import type { Cluster } from '@/lib/server/runtime/cluster'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { isVisible, visibilities } from './visible-rows'

/**
 * The migrations of Services that the identity may list, open ones first, then the newest. Where they stand is told from their changes and people's
 * word alone; what their gates ask of the cluster, only the single one does.
 */
export async function listMigrations(
  runtime: ConsoleRuntime,
  identity: Identity,
  query: MigrationsQuery,
): Promise<MigrationsPage> {
  const namespacesOf = (id: string) => [
    ...runtime.inventory.namespaces(id),
    ...(runtime.cluster(id)?.records.namespaces() ?? []),
  ]
  const seen = await visibilities(runtime, identity, namespacesOf)
  const clusters = runtime.clusters().filter(({ id }) => query.cluster === undefined || query.cluster === id)
  const found = clusters
    .flatMap((cluster) => summariesOf(cluster, runtime.clock.now()))
    .filter(({ service }) => isVisible(seen, service))
    .filter(filterOf(query))
    .sort(openFirst)
  const partial = clusters.flatMap(({ id, records }) =>
    records.whyIncomplete === null ? [] : [{ cluster: id, why: records.whyIncomplete }],
  )
  const { offset, limit } = query
  return { items: found.slice(offset, offset + limit), total: found.length, offset, partial }
}

function summariesOf({ records, clusterDomain }: Cluster, nowMs: number): MigrationSummary[] {
  const kept = records.migrations()
  if (kept.length === 0) return []
  const changesById = new Map<string, PhaseChange[]>()
  for (const { ref, entry } of records.all()) {
    const id = entry.migration?.id
    const change = id === undefined ? null : phaseChange(changeView(entry, ref), id)
    if (id !== undefined && change !== null) changesById.set(id, [change, ...(changesById.get(id) ?? [])])
  }
  return kept.map(({ ref, migration }) => {
    const changes = changesById.get(migration.id) ?? []
    const phases = phasesOf({ service: ref, clusterDomain, migration })
    const judged = judgeMigration(migration, phases, {
      nowMs,
      changes,
      next: null,
      live: null,
      status: null,
      seen: new Map(),
    })
    return migrationSummary({ ref, migration }, judged, changes)
  })
}

function filterOf(query: MigrationsQuery): (summary: MigrationSummary) => boolean {
  const passes = (values: string[] | undefined) => (values === undefined ? () => true : valueFilter(values))
  const [namespace, name] = [passes(query.namespace), passes(query.name)]
  const [pattern, state] = [passes(query.pattern), passes(query.state)]
  return ({ service, pattern: own, end }) =>
    namespace(service.namespace) && name(service.name) && pattern(own) && state(end?.state ?? 'open')
}

function openFirst(a: MigrationSummary, b: MigrationSummary): number {
  const [left, right] = [a.end?.at ?? a.at, b.end?.at ?? b.at]
  if ((a.end === null) !== (b.end === null)) return a.end === null ? -1 : 1
  return Date.parse(right) - Date.parse(left)
}
