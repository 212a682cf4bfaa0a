import type { ServiceObject } from '@/lib/domain/service/service-object'

const serverSet = new Set([
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
  'managedFields',
  'selfLink',
])
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * A Service as it could be applied: without status, metadata the server sets, kubectl's last-applied annotation and what Signpost wrote
 * (`signpost/…`). Everything else stays as stored. Maps left empty are dropped.
 */
export function cleanManifest(object: ServiceObject): Record<string, unknown> {
  const metadata: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(object.metadata)) {
    if (serverSet.has(key)) continue
    const kept = key === 'labels' || key === 'annotations' ? withoutOwn(value) : value
    if (kept !== undefined) metadata[key] = kept
  }
  return { apiVersion: object.apiVersion, kind: object.kind, metadata: inOrder(metadata), spec: object.spec }
}

function withoutOwn(map: unknown): Record<string, unknown> | undefined {
  if (typeof map !== 'object' || map === null) return undefined
  const kept = Object.entries(map).filter(([key]) => key !== lastApplied && !key.startsWith('signpost/'))
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

const firstKeys = ['name', 'namespace', 'labels', 'annotations']

function inOrder(metadata: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(metadata)
  const ordered = [...firstKeys.filter((key) => keys.includes(key)), ...keys.filter((key) => !firstKeys.includes(key))]
  return Object.fromEntries(ordered.map((key) => [key, metadata[key]]))
}
