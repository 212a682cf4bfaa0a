import type { MigrationsPage, MigrationsQuery } from '@/lib/contract/migrations'
import type { Identity } from '@/lib/server/access/identity'
import { valueFilter } from '@/lib/server/inventory/value-filter'
import type { KeptMigration } from '@/lib/server/migration/migration-deps'
import { summariseKept } from '@/lib/server/migration/summarise-kept'
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
  const passes = filterOf(query)
  const found = clusters
    .flatMap((cluster) => cluster.records.migrations().map((kept) => ({ ...kept, cluster })))
    .filter((kept) => isVisible(seen, kept.ref) && passes(kept))
    .sort(openFirst)
  const partial = clusters.flatMap(({ id, records }) =>
    records.whyIncomplete === null ? [] : [{ cluster: id, why: records.whyIncomplete }],
  )
  const { offset, limit } = query
  const nowMs = runtime.clock.now()
  const items = found.slice(offset, offset + limit).map(({ cluster, ...kept }) => {
    const summary = summariseKept(cluster, kept, nowMs)
    return { ...summary, services: summary.services.filter((service) => isVisible(seen, service)) }
  })
  return { items, total: found.length, offset, partial }
}

function filterOf(query: MigrationsQuery): (kept: KeptMigration) => boolean {
  const passes = (values: string[] | undefined) => (values === undefined ? () => true : valueFilter(values))
  const [namespace, name] = [passes(query.namespace), passes(query.name)]
  const [pattern, state] = [passes(query.pattern), passes(query.state)]
  return ({ ref, migration: { spec, end } }) =>
    namespace(ref.namespace) && name(ref.name) && pattern(spec.pattern) && state(end?.state ?? 'open')
}

function openFirst({ migration: a }: KeptMigration, { migration: b }: KeptMigration): number {
  const [left, right] = [a.end?.at ?? a.at, b.end?.at ?? b.at]
  if ((a.end === null) !== (b.end === null)) return a.end === null ? -1 : 1
  return Date.parse(right) - Date.parse(left)
}
