import type { EnvironmentsPage, EnvironmentsQuery } from '@/lib/contract/environments'
import { readPromotionOrder } from '@/lib/domain/environment/promotion-order'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { visibleRows } from '@/lib/server/services/visible-rows'
import { buildMatrix } from './build-matrix'
import { keptBy } from './kept-by'
import { queryMatrix } from './query-matrix'

/**
 * A window of the dependencies over their environments, made from the aliases that the identity may list and nothing else: what it may not see is
 * neither shown nor missing. Throws AppError `unavailable` when its rights cannot be asked.
 */
export async function listEnvironments(
  runtime: ConsoleRuntime,
  identity: Identity,
  query: EnvironmentsQuery,
): Promise<EnvironmentsPage> {
  const rows = await visibleRows(runtime, identity)
  const matrix = buildMatrix(rows, {
    order: readPromotionOrder(runtime.settings.SIGNPOST_ENVIRONMENTS),
    labelsOf: (row) => runtime.inventory.alias(row)?.labels ?? {},
    domainsOf: (cluster) => runtime.domainsOf(cluster),
  })
  return queryMatrix(matrix, query, (row) => keptBy(runtime.inventory.alias(row)))
}
