import type { ServiceObject } from '@/lib/domain/service/service-object'
import { type Endpoint, trackedLabel } from './endpoint'
import { encodeLastChange, type LastChange, lastChangeAnnotation } from './last-change'
import { isMap, mergePatchDifference } from './merge-patch'

/** The merge patch that carries a change out on exactly this state of the Service: its resourceVersion guards it, its annotation proves it. */
export function patchBody(service: ServiceObject, to: Endpoint, change: LastChange): Record<string, unknown> {
  const { metadata } = service
  const led = wantedService(service, to)
  const annotations = { ...metadata.annotations, [lastChangeAnnotation]: encodeLastChange(change) }
  const wanted = { ...led, metadata: { ...led.metadata, annotations } }
  const { metadata: inner, ...rest } = mergePatchDifference(service, wanted)
  return { metadata: { resourceVersion: metadata.resourceVersion, ...(isMap(inner) && inner) }, ...rest }
}

/** The Service as the change would leave it. What a type alone brings with it (`ipFamilies` …) is the API server's to set and to clear. */
export function wantedService(service: ServiceObject, to: Endpoint): ServiceObject {
  const { externalName: _, ...kept } = service.spec
  const spec = { ...kept, type: to.type, ...(to.externalName === null ? {} : { externalName: to.externalName }) }
  if (to.shape === undefined) return { ...service, spec }
  const { ports: _ports, selector: _selector, ...bare } = spec
  const { ports, selector, isTracked } = to.shape
  return {
    ...service,
    metadata: { ...service.metadata, ...withLabel(service, isTracked) },
    spec: {
      ...bare,
      ...(to.addresses === undefined ? {} : { clusterIP: 'None' }),
      ...(ports === null ? {} : { ports: [...ports] }),
      ...(selector === null ? {} : { selector: { ...selector } }),
    },
  }
}

function withLabel({ metadata }: ServiceObject, isTracked: boolean): { labels?: Record<string, string> } {
  const { [trackedLabel]: _, ...others } = metadata.labels ?? {}
  if (isTracked) return { labels: { ...others, [trackedLabel]: 'true' } }
  return metadata.labels === undefined ? {} : { labels: others }
}
