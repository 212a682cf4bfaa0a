import type { ManagedFieldsEntry } from '@/lib/domain/service/service-object'
import type { FieldManager } from './alias'

/** Who writes which fields, from `metadata.managedFields`; an entry of a subresource owns nothing of the spec. */
export function readFieldManagers(entries: readonly ManagedFieldsEntry[]): FieldManager[] {
  return entries.map((entry) => {
    const spec = entry.subresource ? undefined : mapAt(entry.fieldsV1, 'f:spec')
    return {
      manager: entry.manager ?? '',
      operation: entry.operation ?? '',
      at: entry.time ?? null,
      ownsExternalName: spec !== undefined && 'f:externalName' in spec,
      ownsSpec: spec !== undefined,
    }
  })
}

function mapAt(value: unknown, key: string): object | undefined {
  const inner: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : undefined
}
