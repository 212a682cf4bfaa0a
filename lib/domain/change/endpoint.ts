import { serviceTypes } from '@/lib/domain/alias/alias'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { ServiceObject, ServicePortObject } from '@/lib/domain/service/service-object'
import type { MetadataEdit } from './change-request'

/** The types of Services, and `absent` where there is none: before it is made, or after it is deleted. */
export const endpointTypes = [...serviceTypes, 'absent'] as const

export type EndpointType = (typeof endpointTypes)[number]

/** Where a Service pointed, before or after: `target` is normalised, `externalName` exactly as stored (the API server keeps a trailing dot). */
export interface Endpoint {
  type: EndpointType
  target: string | null
  externalName: string | null
  /** A Service of type ClusterIP without a cluster IP. */
  isHeadless?: boolean
  /** What its EndpointSlices of Signpost hold, for a headless Service that stands for addresses. */
  addresses?: readonly string[] | undefined
  /** The labels and annotations that a change touches. */
  metadata?: EndpointMetadata
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

/** Labels and annotations by key; null is one that is not there. */
export interface EndpointMetadata {
  labels: MetadataEdit
  annotations: MetadataEdit
}

/** The label by which a Service that is no alias any more stays in the watch. */
export const trackedLabel = 'signpost/tracked'

export function endpointOf(service: ServiceObject | null): Endpoint {
  if (service === null) return absent
  const { type: stored, externalName = null, clusterIP } = service.spec
  const type = serviceTypes.find((known) => known === stored) ?? 'ClusterIP'
  const place = endpoint(type, type === 'ExternalName' ? externalName : null)
  return type === 'ClusterIP' && clusterIP === 'None' ? { ...place, isHeadless: true } : place
}

export function endpoint(type: EndpointType, externalName: string | null): Endpoint {
  return { type, target: externalName === null ? null : normaliseHost(externalName), externalName }
}

/** Where no Service is, none leads. */
export const absent: Endpoint = endpoint('absent', null)

/** A headless Service that leads to these addresses, under these ports and without a selector. */
export function headless(addresses: readonly string[], ports: readonly ServicePortObject[]): Endpoint {
  const shape = { ports, selector: null, isTracked: true }
  return { ...endpoint('ClusterIP', null), isHeadless: true, addresses, shape }
}

/** A Service that leads to the pods with these labels: through a cluster IP, or headless with the addresses of the pods themselves. */
export function selecting(
  selector: Readonly<Record<string, string>>,
  ports: readonly ServicePortObject[],
  isHeadless: boolean,
): Endpoint {
  const shape = { ports, selector, isTracked: true }
  return { ...endpoint('ClusterIP', null), ...(isHeadless && { isHeadless }), shape }
}

/** The shape of a Service as it stands. */
export function shapeOf({ metadata, spec }: ServiceObject): EndpointShape {
  const isTracked = metadata.labels?.[trackedLabel] === 'true'
  return { ports: spec.ports ?? null, selector: spec.selector ?? null, isTracked }
}

/** Whether it leads to the same place, whatever else of it differs: a change between the two is of no matter to DNS. */
export function isSamePlace(a: Endpoint, b: Endpoint): boolean {
  return placeOf(a) === placeOf(b)
}

/** What `placeOf` looks at; `selector` where the shape of an endpoint is not at hand. */
interface Place {
  type: string
  target: string | null
  isHeadless?: boolean | undefined
  addresses?: readonly string[] | undefined
  selector?: Readonly<Record<string, string>> | undefined
  shape?: EndpointShape | undefined
}

/** Where it leads in words: the target, else `headless` or the type, and behind it the addresses or the labels of the pods. */
export function placeOf({ type, target, isHeadless, addresses = [], selector, shape }: Place): string {
  if (target !== null) return target
  if (addresses.length > 0) return `headless ${addresses.join(', ')}`
  const labels = type === 'absent' ? [] : Object.entries(selector ?? shape?.selector ?? {})
  return [isHeadless ? 'headless' : type, labels.map(([key, value]) => `${key}=${value}`).join(', ')]
    .filter((part) => part !== '')
    .join(' ')
}
