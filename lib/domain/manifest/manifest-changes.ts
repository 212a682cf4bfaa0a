import { canonicalJson } from '@/lib/domain/change/canonical-json'
import type { WantedPort } from '@/lib/domain/change/change-request'
import { portProtocols } from '@/lib/domain/change/change-request'
import type { ServiceObject, ServicePortObject } from '@/lib/domain/service/service-object'

/** What an edit of an alias can carry: exactly what differs; null removes a label or annotation. */
export interface ManifestChanges {
  target?: string
  ports?: WantedPort[]
  labels?: Record<string, string | null>
  annotations?: Record<string, string | null>
}

/** A difference that no edit carries, and what to do instead. */
export interface OutOfReach {
  field: string
  message: string
}

/** How `after` differs from the stored alias `before`, both as clean manifests. */
export function manifestChanges(
  before: ServiceObject,
  after: ServiceObject,
): { changes: ManifestChanges; outOfReach: OutOfReach[] } {
  const target = after.spec.externalName ?? ''
  const labels = differences(before.metadata.labels, after.metadata.labels)
  const annotations = differences(before.metadata.annotations, after.metadata.annotations)
  return {
    changes: {
      ...(target === (before.spec.externalName ?? '') ? {} : { target }),
      ...(isSame(before.spec.ports?.map(wanted), after.spec.ports?.map(wanted))
        ? {}
        : { ports: (after.spec.ports ?? []).map(wanted) }),
      ...(labels === null ? {} : { labels }),
      ...(annotations === null ? {} : { annotations }),
    },
    outOfReach: [...metadataOutOfReach(before, after), ...specOutOfReach(before, after)],
  }
}

function metadataOutOfReach({ metadata: before }: ServiceObject, { metadata: after }: ServiceObject): OutOfReach[] {
  const carried = new Set(['labels', 'annotations'])
  const fields = differing(before, after).filter((key) => !carried.has(key))
  return fields.map((key) => ({ field: `metadata.${key}`, message: insteadOf[key] ?? otherwise }))
}

function specOutOfReach({ spec: before }: ServiceObject, { spec: after }: ServiceObject): OutOfReach[] {
  const carried = new Set(['externalName', 'ports'])
  const fields = differing(before, after).filter((key) => !carried.has(key))
  return fields.map((key) => ({ field: `spec.${key}`, message: insteadOf[key] ?? otherwise }))
}

const otherwise =
  'An edit carries the target, ports, labels and annotations alone: change this with kubectl, or in its repository.'
const insteadOf: Readonly<Record<string, string>> = {
  name: 'A Service cannot be renamed: create an alias of the new name, move its clients, then delete this one.',
  namespace: 'A Service cannot move: create the alias in the other namespace, move its clients, then delete this one.',
  type: 'Another type is a migration, which checks first where the Service is to lead.',
}

function differing(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].filter((key) => !isSame(before[key], after[key]))
}

function differences(
  before: Readonly<Record<string, string>> = {},
  after: Readonly<Record<string, string>> = {},
): Record<string, string | null> | null {
  const keys = differing(before, after)
  if (keys.length === 0) return null
  return Object.fromEntries(keys.map((key) => [key, Object.hasOwn(after, key) ? (after[key] ?? null) : null]))
}

// With what the API server fills in, so that a port that was left out of the text is no difference.
function wanted({ name, port, protocol, targetPort, appProtocol }: ServicePortObject): WantedPort {
  return {
    ...(name === undefined || name === '' ? {} : { name }),
    port,
    protocol: portProtocols.find((each) => each === protocol) ?? 'TCP',
    targetPort: targetPort || port,
    ...(appProtocol === undefined ? {} : { appProtocol }),
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null)
}
