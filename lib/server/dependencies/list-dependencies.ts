import type { DependenciesPage, DependenciesQuery } from '@/lib/contract/dependencies'
import type { Row } from '@/lib/contract/row'
import { type VerdictSince, verdictSince } from '@/lib/domain/resolution/verdict-since'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { visibleRows } from '@/lib/server/services/visible-rows'
import { queryDependencies } from './query-dependencies'

/**
 * A window of the hosts that aliases which the identity may list point at; everything said of a host is said of those aliases alone. Throws AppError
 * `unavailable` when its rights cannot be asked.
 */
export async function listDependencies(
  runtime: ConsoleRuntime,
  identity: Identity,
  query: DependenciesQuery,
): Promise<DependenciesPage> {
  const rows = await visibleRows(runtime, identity)
  const found = queryDependencies(rows, query, (row) => sinceOf(runtime, row))
  for (const { host, clusters } of found.items) {
    for (const cluster of clusters.first) runtime.cluster(cluster)?.monitor.show([host])
  }
  return { ...found, offset: query.offset }
}

/** When the present verdict of a row's host began. */
export function sinceOf(runtime: ConsoleRuntime, row: Row): VerdictSince | null {
  if (row.target === null) return null
  const history = runtime.cluster(row.cluster)?.monitor.history(row.target) ?? []
  return verdictSince(history, row.vantage, row.verdict.code)
}
