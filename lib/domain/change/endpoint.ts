import { type ServiceType, serviceTypes } from '@/lib/domain/alias/alias'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { ServiceObject, ServicePortObject } from '@/lib/domain/service/service-object'

/** Where a Service pointed, before or after: `target` is normalised, `externalName` exactly as stored (the API server keeps a trailing dot). */
export interface Endpoint {
  type: ServiceType
  target: string | null
  externalName: string | null
  /** What its EndpointSlices of Signpost hold, for a headless Service that stands for addresses. */
  addresses?: readonly string[] | undefined
  /** What a change of type writes besides. */
  shape?: EndpointShape
}

/** The fields that belong to the way a Service leads; null where there is none. */
export interface EndpointShape {
  ports: readonly ServicePortObject[] | null
  selector: Readonly<Record<string, string>> | null
  /** Whether the label `signpost/tracked` keeps it in sight once it is of another type. */
  isTracked: boolean
}

/** The label by which a Service that is no alias any more stays in the watch. */
export const trackedLabel = 'signpost/tracked'

export function endpointOf(service: ServiceObject): Endpoint {
  const type = serviceTypes.find((known) => known === service.spec.type) ?? 'ClusterIP'
  return endpoint(type, type === 'ExternalName' ? (service.spec.externalName ?? null) : null)
}

export function endpoint(type: ServiceType, externalName: string | null): Endpoint {
  return { type, target: externalName === null ? null : normaliseHost(externalName), externalName }
}

/** A headless Service that leads to these addresses, under these ports and without a selector. */
export function headless(addresses: readonly string[], ports: readonly ServicePortObject[]): Endpoint {
  return { ...endpoint('ClusterIP', null), addresses, shape: { ports, selector: null, isTracked: true } }
}

/** The shape of a Service as it stands. */
export function shapeOf({ metadata, spec }: ServiceObject): EndpointShape {
  const isTracked = metadata.labels?.[trackedLabel] === 'true'
  return { ports: spec.ports ?? null, selector: spec.selector ?? null, isTracked }
}

/** Where it leads in words: the target, else `headless` and the addresses, else the type. */
export function placeOf({
  type,
  target,
  addresses,
}: Omit<Partial<Endpoint>, 'type' | 'target'> & { type: string; target: string | null }): string {
  if (target !== null) return target
  return addresses === undefined || addresses.length === 0 ? type : `headless ${addresses.join(', ')}`
}
