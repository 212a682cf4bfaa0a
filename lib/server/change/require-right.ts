import { AppError } from '@/lib/domain/app-error'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { reviewAccess } from '@/lib/kubernetes/access-reviews'
import type { Viewer } from './change-engine-deps'

/** Throws unless the viewer may patch this Service: 403 naming verb, resource and namespace, 503 when the check itself failed. */
export async function requirePatchRight(viewer: Viewer, ref: ServiceRef): Promise<void> {
  const question = { verb: 'patch', resource: 'services', namespace: ref.namespace, name: ref.name }
  const { allowed, reason } = await askRight(viewer, ref, question)
  if (allowed) return
  const why = reason ? `: ${reason}` : ''
  throw new AppError('forbidden', `${viewer.user} may not patch services in namespace ${ref.namespace}${why}.`, {
    extra: { verb: 'patch', resource: 'services', namespace: ref.namespace },
  })
}

async function askRight(viewer: Viewer, ref: ServiceRef, question: Parameters<typeof reviewAccess>[1]) {
  try {
    return await reviewAccess(viewer.client(ref.cluster), question)
  } catch (error) {
    if (error instanceof AppError && (error.code === 'unauthenticated' || error.code === 'unavailable')) throw error
    throw new AppError(
      'unavailable',
      `Whether ${viewer.user} may patch services in namespace ${ref.namespace} could not be checked.`,
      {
        reason: 'check-failed',
        retryAfterSeconds: 3,
        cause: error,
      },
    )
  }
}
