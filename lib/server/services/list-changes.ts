import type { ChangesList, ChangesQuery, ChangeView } from '@/lib/contract/changes'
import type { Row } from '@/lib/contract/row'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { lastChangeAnnotation } from '@/lib/domain/change/last-change'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import { changeView } from '@/lib/server/change/change-view'
import { queryChanges } from '@/lib/server/change/query-changes'
import type { Cluster } from '@/lib/server/runtime/cluster'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { isVisible, visibilities } from './visible-rows'

const maximumReads = 100
const parallelReads = 8
const views = new WeakMap<ChangeEntry, ChangeView>()

/**
 * The changes of all Services that the identity may list, whether they are still there or not: recorded ones and those from outside. Where the
 * console may not watch the records, those of the Services that were changed last are read one by one, and `partial` says so.
 */
export async function listChanges(
  runtime: ConsoleRuntime,
  identity: Identity,
  query: ChangesQuery,
): Promise<ChangesList> {
  const seen = await visibilities(runtime, identity, (id) => namespacesOf(runtime, id))
  const gathered = await Promise.all(
    runtime.clusters().map(async (cluster) => {
      const isSeen = (ref: ServiceRef) => isVisible(seen, ref)
      const recorded = cluster.records.isListed
        ? cluster.records.all().flatMap(({ ref, entry }) => (isSeen(ref) ? [viewOf(entry, ref)] : []))
        : await readEach(runtime, cluster, isSeen)
      return [...recorded, ...cluster.outside.all().filter(({ service }) => isSeen(service))]
    }),
  )
  const partial = runtime.clusters().flatMap((cluster) => {
    const why = cluster.records.whyIncomplete
    return why === null ? [] : [{ cluster: cluster.id, why }]
  })
  const environmentOf = (ref: ServiceRef) => runtime.inventory.row(ref)?.environment ?? null
  return { ...queryChanges(gathered.flat(), query, { nowMs: runtime.clock.now(), environmentOf }), partial }
}

function namespacesOf(runtime: ConsoleRuntime, id: string): Iterable<string> {
  const outside = runtime.cluster(id)?.outside.all() ?? []
  return [
    ...runtime.inventory.namespaces(id),
    ...(runtime.cluster(id)?.records.namespaces() ?? []),
    ...outside.map(({ service }) => service.namespace),
  ]
}

function viewOf(entry: ChangeEntry, ref: ServiceRef): ChangeView {
  const known = views.get(entry)
  if (known) return known
  const view = changeView(entry, ref)
  views.set(entry, view)
  return view
}

// What a Service carries of its last change tells which records are worth to be read.
async function readEach(
  runtime: ConsoleRuntime,
  { id }: Cluster,
  isSeen: (ref: ServiceRef) => boolean,
): Promise<ChangeView[]> {
  const isChanged = (row: Row) => runtime.inventory.alias(row)?.annotations[lastChangeAnnotation] !== undefined
  const waiting = [...runtime.inventory.rows()]
    .filter((row) => row.cluster === id && isSeen(row) && isChanged(row))
    .sort((a, b) => (a.changedAt < b.changedAt ? -1 : 1))
    .slice(-maximumReads)
  const found: ChangeView[] = []
  const worker = async () => {
    for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
      found.push(...(await runtime.changes.list(row).catch(() => [])))
    }
  }
  await Promise.all(Array.from({ length: parallelReads }, worker))
  return found
}
