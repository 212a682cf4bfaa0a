import type { Row } from '@/lib/contract/row'
import type { Alias } from '@/lib/domain/alias/alias'
import { AppError } from '@/lib/domain/app-error'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import type { Cluster } from '@/lib/server/runtime/cluster'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

export interface FoundService {
  cluster: Cluster
  alias: Alias
  row: Row
}

/**
 * One watched Service that the identity may `get`. Throws AppError `not-found` both for what is not there and for what one may not see, so that
 * neither can be told from the other.
 */
export async function findService(runtime: ConsoleRuntime, identity: Identity, ref: ServiceRef): Promise<FoundService> {
  const cluster = runtime.cluster(ref.cluster)
  const alias = runtime.inventory.alias(ref)
  const row = runtime.inventory.row(ref)
  if (cluster === null || alias === null || row === null) throw notFound(ref)
  const question = { cluster: ref.cluster, verb: 'get', resource: 'services', namespace: ref.namespace, name: ref.name }
  if (!(await runtime.access.may(identity, question))) throw notFound(ref)
  return { cluster, alias, row }
}

export function notFound(ref: ServiceRef): AppError {
  return new AppError(
    'not-found',
    `There is no alias ${ref.namespace}/${ref.name} in cluster ${ref.cluster}, or you may not see it.`,
  )
}
