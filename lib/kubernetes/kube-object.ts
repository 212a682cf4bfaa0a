import type { ManagedFieldsEntry, ObjectMeta } from '@/lib/domain/service/service-object'
import { isRecord, type JsonRecord, stringAt } from './json-value'

/** Any namespaced or cluster-wide object as the API server sends it, known by its metadata only. */
export interface KubeObject {
  metadata: ObjectMeta
  [key: string]: unknown
}

/** Reads an object with a usable `metadata`; null when it has none. A bookmark has no name: its name is the empty string. */
export function readKubeObject(value: unknown): KubeObject | null {
  if (!isRecord(value) || !isRecord(value.metadata)) return null
  const metadata: ObjectMeta = { ...value.metadata, name: stringAt(value.metadata, 'name') ?? '' }
  return { ...value, metadata }
}

/** The writers recorded in `metadata.managedFields`, in stored order; malformed entries are left out. */
export function readManagedFields(metadata: JsonRecord): ManagedFieldsEntry[] {
  const entries = metadata.managedFields
  return Array.isArray(entries) ? entries.filter(isRecord) : []
}
