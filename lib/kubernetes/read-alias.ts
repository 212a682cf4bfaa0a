import type { Alias } from '@/lib/domain/alias/alias'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { KubeClient } from './kube-client'
import { mapService } from './map-service'
import { readService } from './services'

/** One Service fresh from the API server, of whatever type it is now, without what its namespace says of it; null when there is none. */
export async function readAlias(client: KubeClient, { cluster, namespace, name }: ServiceRef): Promise<Alias | null> {
  const service = await readService(client, namespace, name)
  return service && mapService(service, { cluster, namespaceLabels: {}, namespaceAnnotations: {} })
}
