import type { ServiceObject, ServicePortObject } from '@/lib/domain/service/service-object'
import type { ManifestEdit } from './edit-manifest'
import type { FieldPath } from './field-path'

/** The fields of the form and where each stands in the manifest. */
export const formPaths = {
  name: ['metadata', 'name'],
  namespace: ['metadata', 'namespace'],
  target: ['spec', 'externalName'],
  environment: ['metadata', 'labels', 'environment'],
  appName: ['metadata', 'labels', 'app.kubernetes.io/name'],
  component: ['metadata', 'labels', 'app.kubernetes.io/component'],
  partOf: ['metadata', 'labels', 'app.kubernetes.io/part-of'],
  owner: ['metadata', 'annotations', 'a8r.io/owner'],
  chat: ['metadata', 'annotations', 'a8r.io/chat'],
  description: ['metadata', 'annotations', 'a8r.io/description'],
  runbook: ['metadata', 'annotations', 'a8r.io/runbook'],
} as const satisfies Record<string, FieldPath>

export type FormField = keyof typeof formPaths

/** What a field of the form shows of a manifest; empty where it says nothing. */
export function readField(service: ServiceObject, field: FormField): string {
  let value: unknown = service
  for (const step of formPaths[field]) {
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : null
  }
  return typeof value === 'string' ? value : ''
}

// These stay, and say that they are empty.
const needed: ReadonlySet<FormField> = new Set(['name', 'target'])

/** What typing into a field of the form changes in the manifest. */
export function fieldEdit(field: FormField, text: string): ManifestEdit {
  return { path: formPaths[field], value: text === '' && !needed.has(field) ? undefined : text }
}

/** The edits that make `wanted` of the ports of a manifest, each where it differs. */
export function portEdits(ports: readonly ServicePortObject[], wanted: readonly ServicePortObject[]): ManifestEdit[] {
  const changed = wanted.flatMap((port, index): ManifestEdit[] => {
    const path = ['spec', 'ports', index]
    const before = ports[index]
    if (before === undefined) return [{ path, value: port }]
    return portKeys.flatMap((key) => (before[key] === port[key] ? [] : [{ path: [...path, key], value: port[key] }]))
  })
  const gone = ports.slice(wanted.length).map(
    (_, index): ManifestEdit => ({
      path: ['spec', 'ports', ports.length - 1 - index],
      value: undefined,
    }),
  )
  return [...changed, ...gone]
}

const portKeys = ['name', 'port', 'protocol', 'targetPort'] as const
