import { parseAsString, parseAsStringLiteral } from 'nuqs'
import { serviceRefSchema } from '@/lib/contract/fields'
import { migrationPatterns } from '@/lib/domain/migration/migration'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** What is to be migrated and how, in the address. */
export const newMigrationParams = {
  service: parseAsString,
  pattern: parseAsStringLiteral(migrationPatterns),
  target: parseAsString.withDefault(''),
  host: parseAsString,
}

/** The Service that `cluster/namespace/name` says; null for anything else. */
export function readServiceParam(text: string | null): ServiceRef | null {
  const [cluster, namespace, name, ...more] = (text ?? '').split('/')
  const parsed = serviceRefSchema.safeParse({ cluster, namespace, name })
  return parsed.success && more.length === 0 ? parsed.data : null
}
