import type { ChangeView, ServiceChanges } from '@/lib/contract/changes'
import { recordName } from '@/lib/domain/change/record-name'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { serviceKey } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import type { Cluster } from '@/lib/server/runtime/cluster'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { notFound } from './find-service'

/** The changes of one Service, newest first: recorded ones, which outlive it, and those from outside. AppError `not-found` as `findService`. */
export async function listServiceChanges(
  runtime: ConsoleRuntime,
  identity: Identity,
  ref: ServiceRef,
  { offset, limit }: { offset: number; limit: number },
): Promise<ServiceChanges> {
  const cluster = await requireHistory(runtime, identity, ref)
  const recorded = await runtime.changes.list(ref)
  const found = [...outsideOf(cluster, ref), ...recorded].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
  if (found.length === 0 && runtime.inventory.row(ref) === null) throw notFound(ref)
  return {
    items: found.slice(offset, offset + limit),
    total: found.length,
    offset,
    record: { namespace: cluster.consoleNamespace ?? ref.namespace, name: recordName(ref) },
    isBesideService: cluster.consoleNamespace === null,
  }
}

/** One change of a Service that the identity may get, also of one that is gone. */
export async function readServiceChange(
  runtime: ConsoleRuntime,
  identity: Identity,
  ref: ServiceRef,
  id: string,
): Promise<ChangeView> {
  const cluster = await requireHistory(runtime, identity, ref)
  return outsideOf(cluster, ref).find((change) => change.id === id.toLowerCase()) ?? runtime.changes.get(ref, id)
}

/** The cluster of a Service whose history the identity may read, whether it is still there or not. */
export async function requireHistory(runtime: ConsoleRuntime, identity: Identity, ref: ServiceRef): Promise<Cluster> {
  const cluster = runtime.cluster(ref.cluster)
  const { namespace, name } = ref
  if (cluster === null) throw notFound(ref)
  const question = { cluster: ref.cluster, verb: 'get', resource: 'services', namespace, name }
  if (!(await runtime.access.may(identity, question))) throw notFound(ref)
  return cluster
}

function outsideOf(cluster: Cluster, ref: ServiceRef): ChangeView[] {
  return cluster.outside.all().filter(({ service }) => serviceKey(service) === serviceKey(ref))
}
