import { sliceLabels } from '@/lib/domain/change/endpoint-slice'
import { stringMap } from './json-value'
import type { KubeClient } from './kube-client'
import { listBounded } from './list-bounded'
import { resourcePath } from './resource-path'

const mostSlices = 500

/**
 * The EndpointSlices that say they belong to one of these Services of a namespace, 500 at most: their names by Service. The API server looks for
 * them by label, so that slices of other Services do not travel. Throws AppError as every request does, `forbidden` without the right to list.
 */
export async function readSliceNames(
  client: KubeClient,
  { namespace, services, signal }: { namespace: string; services: readonly string[]; signal: AbortSignal },
): Promise<Map<string, string[]>> {
  const path = resourcePath({ group: 'discovery.k8s.io', resource: 'endpointslices', namespace })
  const labelSelector = `${sliceLabels.serviceName} in (${services.join(',')})`
  const { items } = await listBounded(client, { path, labelSelector, most: mostSlices, signal })
  const names = new Map<string, string[]>()
  for (const { metadata } of items) {
    const service = stringMap(metadata.labels)[sliceLabels.serviceName] ?? ''
    names.set(service, [...(names.get(service) ?? []), metadata.name])
  }
  return names
}
