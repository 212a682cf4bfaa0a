import { AppError } from '@/lib/domain/app-error'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { type AccessQuestion, reviewAccess } from '@/lib/kubernetes/access-reviews'
import type { Viewer } from './change-engine-deps'

/** Throws unless the viewer may do this to the Service: 403 naming verb, resource and namespace, 503 when the check itself failed. */
export function requireServiceRight(
  viewer: Viewer,
  ref: ServiceRef,
  verb: 'get' | 'create' | 'patch' | 'delete',
): Promise<void> {
  // Who makes a Service is asked of the namespace: RBAC knows no name of what is not there.
  const name = verb === 'create' ? {} : { name: ref.name }
  return requireRight(viewer, ref, { verb, resource: 'services', namespace: ref.namespace, ...name })
}

/** The same for passing a check that blocks: `override` on the virtual resource `changes.signpost` of the Service's namespace. */
export function requireOverrideRight(viewer: Viewer, ref: ServiceRef): Promise<void> {
  const group = 'signpost'
  return requireRight(viewer, ref, { verb: 'override', group, resource: 'changes', namespace: ref.namespace })
}

/** The same for a decision about a Service: `create` on the virtual resource `reviews.signpost` of its namespace. */
export function requireReviewRight(viewer: Viewer, ref: ServiceRef): Promise<void> {
  return requireRight(viewer, ref, { verb: 'create', group: 'signpost', resource: 'reviews', namespace: ref.namespace })
}

/** The same for each of these verbs on the EndpointSlices of the Service's namespace; the default role `edit` has none that writes. */
export async function requireSliceRights(
  viewer: Viewer,
  ref: ServiceRef,
  verbs: ReadonlyArray<'create' | 'patch' | 'delete'>,
): Promise<void> {
  const resource = { group: 'discovery.k8s.io', resource: 'endpointslices', namespace: ref.namespace }
  for (const verb of verbs) await requireRight(viewer, ref, { verb, ...resource })
}

async function requireRight(viewer: Viewer, ref: ServiceRef, question: AccessQuestion): Promise<void> {
  const { verb, group, namespace } = question
  const resource = group ? `${question.resource}.${group}` : question.resource
  const right = `${verb} ${resource} in namespace ${namespace}`
  const { allowed, reason } = await askRight(viewer, ref, question, right)
  if (allowed) return
  const why = reason ? `: ${reason}` : ''
  throw new AppError('forbidden', `${viewer.user} may not ${right}${why}.`, { extra: { verb, resource, namespace } })
}

async function askRight(viewer: Viewer, ref: ServiceRef, question: AccessQuestion, right: string) {
  try {
    return await reviewAccess(viewer.client(ref.cluster), question)
  } catch (error) {
    if (error instanceof AppError && (error.code === 'unauthenticated' || error.code === 'unavailable')) throw error
    throw new AppError('unavailable', `Whether ${viewer.user} may ${right} could not be checked.`, {
      reason: 'check-failed',
      retryAfterSeconds: 3,
      cause: error,
    })
  }
}
