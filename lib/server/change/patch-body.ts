import type { Endpoint } from '@/lib/domain/change/endpoint'
import { encodeLastChange, type LastChange, lastChangeAnnotation } from '@/lib/domain/change/last-change'
import { applyMergePatch, mergePatchDifference } from '@/lib/domain/change/merge-patch'
import type { ServiceObject } from '@/lib/domain/service/service-object'

/** The merge patch that carries a change out on exactly this state of the Service: its resourceVersion guards it, its annotation proves it. */
export function patchBody(service: ServiceObject, to: Endpoint, change: LastChange): Record<string, unknown> {
  const { metadata } = service
  const annotations = { ...metadata.annotations, [lastChangeAnnotation]: encodeLastChange(change) }
  const wanted = {
    ...wantedService(service, to),
    metadata: { ...metadata, annotations },
  }
  const { metadata: inner = {}, ...rest } = mergePatchDifference(service, wanted)
  return { metadata: applyMergePatch({ resourceVersion: metadata.resourceVersion }, inner), ...rest }
}

/** The Service as the change would leave it. */
export function wantedService(service: ServiceObject, { type, externalName }: Endpoint): ServiceObject {
  const { externalName: _, ...spec } = service.spec
  return { ...service, spec: { ...spec, type, ...(externalName === null ? {} : { externalName }) } }
}
