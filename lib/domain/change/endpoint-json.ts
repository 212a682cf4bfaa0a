import type { ServicePortObject } from '@/lib/domain/service/service-object'
import type { MetadataEdit } from './change-request'
import { type Endpoint, type EndpointMetadata, type EndpointShape, endpoint, endpointTypes } from './endpoint'
import { isMap, isTextMap } from './merge-patch'

const maxAddresses = 100
const maxAddress = 45
const maxPorts = 1000

/** An endpoint as annotations and records hold it: `{type, target, externalName?, isHeadless?, addresses?, shape?, metadata?}`. */
export function writeEndpoint(place: Endpoint): Record<string, unknown> {
  const { type, target, externalName, isHeadless, addresses, shape, metadata } = place
  return {
    ...(externalName === target ? { type, target } : { type, target, externalName }),
    ...(isHeadless && { isHeadless }),
    ...(addresses && { addresses }),
    ...(shape && { shape }),
    ...(metadata && { metadata }),
  }
}

/** Reads it from text that others may have written; null when it is not that. */
export function readEndpoint(value: unknown): Endpoint | null {
  if (!isMap(value)) return null
  const type = endpointTypes.find((known) => known === value.type)
  const stored = value.externalName ?? value.target ?? null
  if (!type || !(stored === null || (typeof stored === 'string' && stored.length <= 254))) return null
  const addresses = readAddresses(value.addresses)
  const shape = readShape(value.shape)
  const metadata = readMetadata(value.metadata)
  return {
    ...endpoint(type, stored),
    // Records of earlier versions say it by the addresses alone.
    ...((value.isHeadless === true || addresses !== null) && { isHeadless: true }),
    ...(addresses && { addresses }),
    ...(shape && { shape }),
    ...(metadata && { metadata }),
  }
}

function readAddresses(value: unknown): string[] | null {
  if (!Array.isArray(value) || value.length > maxAddresses) return null
  const addresses = value.filter((each) => typeof each === 'string' && each.length <= maxAddress)
  return addresses.length === value.length ? addresses : null
}

function readShape(value: unknown): EndpointShape | null {
  if (!isMap(value)) return null
  const { ports = null, selector = null, isTracked } = value
  if (ports !== null && !(Array.isArray(ports) && ports.length <= maxPorts && ports.every(isPort))) return null
  if (selector !== null && !isTextMap(selector)) return null
  return { ports, selector, isTracked: isTracked === true }
}

function readMetadata(value: unknown): EndpointMetadata | null {
  if (!isMap(value)) return null
  const { labels = {}, annotations = {} } = value
  return isEdit(labels) && isEdit(annotations) ? { labels, annotations } : null
}

function isEdit(value: unknown): value is MetadataEdit {
  return isMap(value) && Object.values(value).every((member) => member === null || typeof member === 'string')
}

/** Whether it is a port of a Service, as far as Signpost looks at one. */
export function isPort(value: unknown): value is ServicePortObject {
  return isMap(value) && typeof value.port === 'number'
}
