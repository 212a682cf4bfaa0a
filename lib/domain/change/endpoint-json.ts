import { serviceTypes } from '@/lib/domain/alias/alias'
import type { ServicePortObject } from '@/lib/domain/service/service-object'
import { type Endpoint, type EndpointShape, endpoint } from './endpoint'
import { isMap, isTextMap } from './merge-patch'

const maxAddresses = 100
const maxAddress = 45
const maxPorts = 1000

/** An endpoint as annotations and records hold it: `{type, target, externalName?, addresses?, shape?}`. */
export function writeEndpoint({ type, target, externalName, addresses, shape }: Endpoint): Record<string, unknown> {
  return {
    ...(externalName === target ? { type, target } : { type, target, externalName }),
    ...(addresses && { addresses }),
    ...(shape && { shape }),
  }
}

/** Reads it from text that others may have written; null when it is not that. */
export function readEndpoint(value: unknown): Endpoint | null {
  if (!isMap(value)) return null
  const type = serviceTypes.find((known) => known === value.type)
  const stored = value.externalName ?? value.target ?? null
  if (!type || !(stored === null || (typeof stored === 'string' && stored.length <= 254))) return null
  const addresses = readAddresses(value.addresses)
  const shape = readShape(value.shape)
  return { ...endpoint(type, stored), ...(addresses && { addresses }), ...(shape && { shape }) }
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

function isPort(value: unknown): value is ServicePortObject {
  return isMap(value) && typeof value.port === 'number'
}
