import type { ServiceObject, ServicePortObject, ServiceSpec } from '@/lib/domain/service/service-object'
import { isRecord, type JsonRecord, listAt, stringAt, stringMap } from './json-value'
import { readKubeObject } from './kube-object'

/**
 * Reads a v1 Service as it came over the wire, in a list (where items name no kind) or alone; nothing is dropped. Null when it has no name,
 * namespace, uid or spec.
 */
export function readServiceObject(value: unknown): ServiceObject | null {
  const object = readKubeObject(value)
  if (object === null || !isRecord(object.spec)) return null
  const { metadata, status } = object
  if (metadata.name === '' || !stringAt(metadata, 'namespace') || !stringAt(metadata, 'uid')) return null
  const service: ServiceObject = { apiVersion: 'v1', kind: 'Service', metadata, spec: readSpec(object.spec) }
  return status === undefined ? service : { ...service, status }
}

function readSpec(spec: JsonRecord): ServiceSpec {
  const { selector, ports, ...rest } = spec
  const read: ServiceSpec = rest
  if (isRecord(selector)) read.selector = stringMap(selector)
  if (Array.isArray(ports)) read.ports = listAt(spec, 'ports').filter(isPort)
  return read
}

function isPort(value: unknown): value is ServicePortObject & JsonRecord {
  return isRecord(value) && typeof value.port === 'number'
}
