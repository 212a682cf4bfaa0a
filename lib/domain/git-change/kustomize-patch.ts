import { isSame } from '@/lib/domain/change/merge-patch'
import type { ServiceObject } from '@/lib/domain/service/service-object'

interface PatchInput {
  service: ServiceObject
  wanted: ServiceObject
  toYaml(value: unknown): string
}

type Operation = { op: 'add' | 'replace'; path: string; value: unknown } | { op: 'remove'; path: string }

/**
 * The part of a kustomization.yaml that makes `wanted` out of the Service: `patches` with the Service as target (`patchesStrategicMerge` is
 * deprecated) and operations of RFC 6902. The patch is YAML within YAML, so it is written on its own first.
 */
export function kustomizePatch({ service, wanted, toYaml }: PatchInput): string {
  const { name, namespace } = service.metadata
  const target = { kind: 'Service', name, ...(namespace === undefined ? {} : { namespace }) }
  return toYaml({ patches: [{ target, patch: toYaml(operations(service.spec, wanted.spec)) }] })
}

function operations(before: object, after: object): Operation[] {
  const old = new Map<string, unknown>(Object.entries(before).filter(isSaid))
  const young = new Map<string, unknown>(Object.entries(after).filter(isSaid))
  const found: Operation[] = []
  for (const [key, value] of young) {
    const path = `/spec/${pointerPart(key)}`
    if (!old.has(key)) found.push({ op: 'add', path, value })
    else if (!isSame(old.get(key), value)) found.push({ op: 'replace', path, value })
  }
  for (const key of old.keys()) if (!young.has(key)) found.push({ op: 'remove', path: `/spec/${pointerPart(key)}` })
  return found
}

function isSaid([, value]: [string, unknown]): boolean {
  return value !== undefined && value !== null
}

function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
