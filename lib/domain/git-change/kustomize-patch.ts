import type { ServiceObject } from '@/lib/domain/service/service-object'
import { patchOperations } from './patch-operations'

interface PatchInput {
  service: ServiceObject
  wanted: ServiceObject
  toYaml(value: unknown): string
}

/**
 * The part of a kustomization.yaml that makes `wanted` out of the Service: `patches` with the Service as target (`patchesStrategicMerge` is
 * deprecated) and operations of RFC 6902. The patch is YAML within YAML, so it is written on its own first.
 */
export function kustomizePatch({ service, wanted, toYaml }: PatchInput): string {
  const { name, namespace } = service.metadata
  const target = { kind: 'Service', name, ...(namespace === undefined ? {} : { namespace }) }
  return toYaml({ patches: [{ target, patch: toYaml(patchOperations(service.spec, wanted.spec, '/spec')) }] })
}
