import type { ObjectMeta, ServiceObject, ServiceSpec } from '@/lib/domain/service/service-object'
import type { MetadataEdit } from './change-request'
import { type Endpoint, type EndpointShape, trackedLabel } from './endpoint'
import { encodeLastChange, type LastChange, lastChangeAnnotation } from './last-change'
import { isMap, mergePatchDifference } from './merge-patch'

/** The merge patch that carries a change out on exactly this state of the Service: its resourceVersion guards it, its annotation proves it. */
export function patchBody(service: ServiceObject, to: Endpoint, change: LastChange): Record<string, unknown> {
  const { metadata } = service
  const led = wantedService(service, to)
  const wanted = withLastChange(led, change)
  const { metadata: inner, ...rest } = mergePatchDifference(service, wanted)
  return { metadata: { resourceVersion: metadata.resourceVersion, ...(isMap(inner) && inner) }, ...rest }
}

/** The Service with the annotation that proves the change. */
export function withLastChange(service: ServiceObject, change: LastChange): ServiceObject {
  const { metadata } = service
  const annotations = { ...metadata.annotations, [lastChangeAnnotation]: encodeLastChange(change) }
  return { ...service, metadata: { ...metadata, annotations } }
}

/** The Service as the change would leave it. What a type alone brings with it (`ipFamilies` …) is the API server's to set and to clear. */
export function wantedService(service: ServiceObject, to: Endpoint): ServiceObject {
  const { externalName: _, ...kept } = service.spec
  const led = { ...kept, type: to.type, ...(to.externalName === null ? {} : { externalName: to.externalName }) }
  const isBecomingHeadless = to.isHeadless === true && led.clusterIP === undefined
  const spec = isBecomingHeadless ? { ...led, clusterIP: 'None' } : led
  return { ...service, metadata: wantedMetadata(service, to), spec: to.shape ? withShape(spec, to.shape) : spec }
}

function withShape(spec: ServiceSpec, { ports, selector }: EndpointShape): ServiceSpec {
  const { ports: _ports, selector: _selector, ...bare } = spec
  return {
    ...bare,
    ...(ports === null ? {} : { ports: [...ports] }),
    ...(selector === null ? {} : { selector: { ...selector } }),
  }
}

function wantedMetadata({ metadata }: ServiceObject, { shape, metadata: edits }: Endpoint): ObjectMeta {
  const tracking = shape && { [trackedLabel]: shape.isTracked ? 'true' : null }
  const labels = edited(metadata.labels, { ...tracking, ...edits?.labels })
  const annotations = edited(metadata.annotations, { ...edits?.annotations })
  return { ...metadata, ...(labels && { labels }), ...(annotations && { annotations }) }
}

function edited(map: Record<string, string> | undefined, edit: MetadataEdit): Record<string, string> | undefined {
  const wanted = new Map(Object.entries(map ?? {}))
  for (const [key, value] of Object.entries(edit)) {
    if (value === null) wanted.delete(key)
    else wanted.set(key, value)
  }
  return map === undefined && wanted.size === 0 ? undefined : Object.fromEntries(wanted)
}
