import { AppError } from '@/lib/domain/app-error'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { isRecord, listAt } from './json-value'
import type { KubeClient } from './kube-client'
import { readServiceObject } from './read-service-object'
import { resourcePath } from './resource-path'

/** Reads one Service fresh from the API server; null when there is none. */
export async function readService(client: KubeClient, namespace: string, name: string): Promise<ServiceObject | null> {
  try {
    const { body } = await client.request({ method: 'GET', path: servicePath(namespace, name) })
    return answered(body)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}

/** The first Services of a namespace that a label selector chooses, fresh from the API server; at most `limit`. */
export async function selectServices(
  client: KubeClient,
  namespace: string,
  { labelSelector, limit }: { labelSelector: string; limit: number },
): Promise<ServiceObject[]> {
  const path = resourcePath({ resource: 'services', namespace })
  const { body } = await client.request({ method: 'GET', path, query: { labelSelector, limit } })
  return listAt(isRecord(body) ? body : {}, 'items').flatMap((item) => readServiceObject(item) ?? [])
}

function servicePath(namespace: string, name: string): string {
  return resourcePath({ resource: 'services', namespace, name })
}

function answered(body: unknown): ServiceObject {
  const object = readServiceObject(body)
  if (object !== null) return object
  throw new AppError('unavailable', 'the API server answered without a Service', { reason: 'broken-answer' })
}
