import { AppError } from '@/lib/domain/app-error'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { readCreatedService } from '@/lib/domain/change/read-created-service'
import { validateAddresses } from '@/lib/domain/change/validate-addresses'
import { validateEdits } from '@/lib/domain/change/validate-edits'
import { validatePortNumbers } from '@/lib/domain/change/validate-port-numbers'
import { validateTarget } from '@/lib/domain/change/validate-target'
import type { Clock } from '@/lib/domain/clock'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { userIn } from '@/lib/server/access/user-in'
import type { ChangeEngineDeps, ClusterForChanges, Viewer } from './change-engine-deps'
import type { RecordStore } from './record-store'
import { requireServiceRight, requireSliceRights } from './require-right'

/** One request on its way: who asked for what, where, and with which means. */
export interface ChangeContext {
  request: ChangeRequest
  ref: ServiceRef
  cluster: ClusterForChanges
  viewer: Viewer
  user: string
  /** The viewer's own client. */
  client: KubeClient
  /** The Service that the request asks for; null for every request but `create`. */
  made: ServiceObject | null
  store: RecordStore
  clock: Clock
}

/** Opens a request: the cluster is known, the viewer may write the Service and make what it is to lead to, and what was given by hand is what the API server would take. */
export async function openRequest(
  deps: ChangeEngineDeps,
  store: RecordStore,
  request: ChangeRequest,
  viewer: Viewer,
): Promise<ChangeContext> {
  const ref = request.service
  const cluster = requireCluster(deps, ref.cluster)
  await requireServiceRight(viewer, ref, await verbOf(request, cluster, store))
  const made = request.kind === 'create' ? readCreatedService(request.manifest, ref) : null
  if ('target' in request && request.target !== undefined) validateTarget(request.target)
  if ('annotations' in request) validateEdits(request)
  if (request.kind === 'to-headless' && request.addresses !== undefined) {
    await requireSliceRights(viewer, ref, ['create', 'delete'])
    validateAddresses(request.addresses)
    validatePortNumbers(request.ports)
  }
  const client = viewer.client(ref.cluster)
  const user = await userIn(viewer, ref.cluster)
  return { request, ref, cluster, viewer, user, client, made, store, clock: deps.clock }
}

/** What the viewer has to be allowed to do to the Service; only the record knows whether an undo makes or deletes it. */
async function verbOf(
  request: ChangeRequest,
  cluster: ClusterForChanges,
  store: RecordStore,
): Promise<'create' | 'patch' | 'delete'> {
  if (request.kind === 'create' || request.kind === 'delete') return request.kind
  if (request.kind !== 'undo') return 'patch'
  const { entries } = await store.read(cluster, request.service)
  const undone = entries.find(({ id }) => id === request.changeId.toLowerCase())
  if (undone?.from.type === 'absent') return 'delete'
  return undone?.to.type === 'absent' ? 'create' : 'patch'
}

export function requireCluster(deps: ChangeEngineDeps, id: string): ClusterForChanges {
  const cluster = deps.cluster(id)
  if (cluster === null)
    throw new AppError('not-found', `There is no cluster ${id}.`, {
      causes: [{ field: 'service.cluster', message: 'is not configured' }],
    })
  return cluster
}
