import { AppError } from '@/lib/domain/app-error'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { validateAddresses } from '@/lib/domain/change/validate-addresses'
import { validateTarget } from '@/lib/domain/change/validate-target'
import type { Clock } from '@/lib/domain/clock'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import type { ChangeEngineDeps, ClusterForChanges, Viewer } from './change-engine-deps'
import type { RecordStore } from './record-store'
import { requirePatchRight, requireSliceRights } from './require-right'

/** One request on its way: who asked for what, where, and with which means. */
export interface ChangeContext {
  request: ChangeRequest
  ref: ServiceRef
  cluster: ClusterForChanges
  viewer: Viewer
  user: string
  /** The viewer's own client. */
  client: KubeClient
  store: RecordStore
  clock: Clock
}

/** Opens a request: the cluster is known, the viewer may patch the Service and make what it is to lead to, and what was given by hand is what the API server would take. */
export async function openRequest(
  deps: ChangeEngineDeps,
  store: RecordStore,
  request: ChangeRequest,
  viewer: Viewer,
): Promise<ChangeContext> {
  const ref = request.service
  const cluster = requireCluster(deps, ref.cluster)
  await requirePatchRight(viewer, ref)
  if (request.kind === 'retarget') validateTarget(request.target)
  if (request.kind === 'to-headless') {
    await requireSliceRights(viewer, ref, ['create', 'delete'])
    validateAddresses(request.addresses)
  }
  const client = viewer.client(ref.cluster)
  return { request, ref, cluster, viewer, user: viewer.user, client, store, clock: deps.clock }
}

export function requireCluster(deps: ChangeEngineDeps, id: string): ClusterForChanges {
  const cluster = deps.cluster(id)
  if (cluster === null)
    throw new AppError('not-found', `There is no cluster ${id}.`, {
      causes: [{ field: 'service.cluster', message: 'is not configured' }],
    })
  return cluster
}
