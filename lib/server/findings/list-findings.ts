import { setImmediate } from 'node:timers/promises'
import type { FindingsPage, FindingsQuery } from '@/lib/contract/findings'
import type { Row } from '@/lib/contract/row'
import type { Identity } from '@/lib/server/access/identity'
import type { Cluster } from '@/lib/server/runtime/cluster'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { visibleRows } from '@/lib/server/services/visible-rows'
import { type ConsumerSight, consumerSight } from './consumer-sight'
import { FindingsSearch } from './findings-search'
import { judgeAlias } from './judge-alias'

interface Looked {
  cluster: Cluster
  sight: ConsumerSight
}

// Judged between two turns of the event loop: some milliseconds.
const aliasesAtOnce = 200

/**
 * A window of what the rules say of the aliases that the identity may list, with counts over all of it. They are judged as they are asked for, so that
 * nothing is kept. Throws AppError `unavailable` when its rights cannot be asked.
 */
export async function listFindings(
  runtime: ConsoleRuntime,
  identity: Identity,
  query: FindingsQuery,
): Promise<FindingsPage> {
  const rows = await visibleRows(runtime, identity)
  const looked = new Map<string, Looked>()
  for (const cluster of runtime.clusters()) {
    looked.set(cluster.id, { cluster, sight: await consumerSight(runtime, identity, cluster) })
  }
  const search = new FindingsSearch(query)
  let judged = 0
  // The rows as they are now: what is judged later is looked up anew.
  for (const row of [...rows]) {
    const own = looked.get(row.cluster)
    if (own !== undefined) takeRow(runtime, own, row, search)
    judged += 1
    if (judged % aliasesAtOnce === 0) await setImmediate()
  }
  return { ...search.page(), partial: [...looked.values()].flatMap(partialOf) }
}

function takeRow(runtime: ConsoleRuntime, { cluster, sight }: Looked, row: Row, search: FindingsSearch): void {
  const alias = runtime.inventory.alias(row)
  if (alias === null) return
  const nowMs = runtime.clock.now()
  const { namespace, name, target, environment } = row
  const owner = row.owner?.value ?? null
  for (const finding of judgeAlias(cluster, runtime.inventory, alias, { sight, nowMs })) {
    search.take({ cluster: cluster.id, namespace, name, target, owner, environment, ...finding })
  }
}

function partialOf({ cluster: { id, leftSlices }, sight }: Looked): FindingsPage['partial'] {
  const slices = leftSlices.unread()
  return [
    ...(sight.unread === null ? [] : [{ cluster: id, what: 'consumers' as const, why: sight.unread }]),
    ...(slices === null ? [] : [{ cluster: id, what: 'slices' as const, why: slices }]),
  ]
}
