import type { Row } from '@/lib/contract/row'
import type { Visibility } from '@/lib/server/access/access-control'
import type { Identity } from '@/lib/server/access/identity'
import type { SearchedRow } from '@/lib/server/inventory/query-rows'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

const nothing: Visibility = { all: false, namespaces: new Set() }

/** The rows that an identity may list, over all clusters. */
export async function visibleRows(runtime: ConsoleRuntime, identity: Identity): Promise<Iterable<Row>> {
  const seen = await visibilities(runtime, identity)
  const rows = runtime.inventory.rows()
  return seesAll(seen) ? rows : onlyVisible(rows, seen)
}

/** The same with what is searched of each; to be gone over before anything else is waited for. */
export async function visibleToSearch(runtime: ConsoleRuntime, identity: Identity): Promise<Iterable<SearchedRow>> {
  const seen = await visibilities(runtime, identity)
  const rows = runtime.inventory.searched()
  return seesAll(seen) ? rows : rows.filter(({ row }) => isVisible(seen, row))
}

/**
 * What an identity may list, per cluster. Throws AppError `unavailable` when a cluster that holds rows cannot be asked; where there are no rows,
 * nothing is hidden by not knowing.
 */
export async function visibilities(
  runtime: ConsoleRuntime,
  identity: Identity,
  namespacesOf: (cluster: string) => Iterable<string> = (cluster) => runtime.inventory.namespaces(cluster),
): Promise<Map<string, Visibility>> {
  const asked = runtime.clusters().map(async ({ id }): Promise<[string, Visibility]> => {
    try {
      return [id, await runtime.access.visibility(identity, id, () => namespacesOf(id))]
    } catch (error) {
      if (runtime.inventory.hasRowsOf(id)) throw error
      return [id, nothing]
    }
  })
  return new Map(await Promise.all(asked))
}

export function isVisible(
  seen: ReadonlyMap<string, Visibility>,
  place: { cluster: string; namespace: string },
): boolean {
  const visibility = seen.get(place.cluster)
  return visibility !== undefined && (visibility.all || visibility.namespaces.has(place.namespace))
}

function* onlyVisible(rows: Iterable<Row>, seen: ReadonlyMap<string, Visibility>): Iterable<Row> {
  for (const row of rows) {
    if (isVisible(seen, row)) yield row
  }
}

function seesAll(seen: ReadonlyMap<string, Visibility>): boolean {
  return [...seen.values()].every(({ all }) => all)
}
