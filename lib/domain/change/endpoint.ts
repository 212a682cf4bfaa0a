import { type ServiceType, serviceTypes } from '@/lib/domain/alias/alias'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { ServiceObject } from '@/lib/domain/service/service-object'

/** Where a Service pointed, before or after: `target` is normalised, `externalName` exactly as stored (the API server keeps a trailing dot). */
export interface Endpoint {
  type: ServiceType
  target: string | null
  externalName: string | null
}

export function endpointOf(service: ServiceObject): Endpoint {
  const type = serviceTypes.find((known) => known === service.spec.type) ?? 'ClusterIP'
  return endpoint(type, type === 'ExternalName' ? (service.spec.externalName ?? null) : null)
}

export function endpoint(type: ServiceType, externalName: string | null): Endpoint {
  return { type, target: externalName === null ? null : normaliseHost(externalName), externalName }
}
