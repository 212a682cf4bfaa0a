import type { WorkloadsPage, WorkloadView } from '@/lib/contract/workloads'
import { AppError } from '@/lib/domain/app-error'
import { rolloutUnderWay, type Workload } from '@/lib/domain/workload/workload'
import { listWorkloads } from '@/lib/kubernetes/workloads'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

/**
 * The StatefulSets and Deployments of a namespace with the rights of the viewer. Throws AppError `not-found` for a cluster that is not configured,
 * `forbidden` naming the right to list either.
 */
export async function namespaceWorkloads(
  runtime: Pick<ConsoleRuntime, 'cluster'>,
  identity: Pick<Identity, 'client'>,
  { cluster, namespace }: { cluster: string; namespace: string },
): Promise<WorkloadsPage> {
  if (runtime.cluster(cluster) === null) throw new AppError('not-found', `There is no cluster ${cluster}.`)
  const { items, isWhole } = await listWorkloads(identity.client(cluster), namespace)
  return { items: items.map(viewOf), isWhole }
}

function viewOf(workload: Workload): WorkloadView {
  const { kind, name, replicas, readyReplicas, serviceName, ports, images } = workload
  return {
    ...{ kind, name, replicas, readyReplicas, serviceName },
    rollout: rolloutUnderWay(workload),
    selector: ownLabels(workload),
    ports: ports.map((port) => ({ ...port })),
    images: [...images],
  }
}

/** The labels by which it selects, as far as its template has them; all of the template where it selects by expressions alone. */
function ownLabels({ selector: { matchLabels }, podLabels }: Workload): Record<string, string> {
  const own = Object.entries(matchLabels).filter(([key, value]) => podLabels[key] === value)
  return own.length > 0 ? Object.fromEntries(own) : { ...podLabels }
}
