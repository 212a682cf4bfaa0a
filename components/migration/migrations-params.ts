import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import type { MigrationSummary } from '@/lib/contract/migrations'

export const migrationsShown = ['open', 'finished', 'abandoned', 'all'] as const

/** The filters of the migrations, which are part of the URL. */
export const migrationsParams = {
  state: parseAsStringLiteral(migrationsShown).withDefault('open'),
  pattern: parseAsString.withDefault(''),
  namespace: parseAsString.withDefault(''),
}

/** The migrations of a pattern and a namespace; all of them for none. */
export function migrationsOf(
  items: readonly MigrationSummary[],
  { pattern, namespace }: { pattern: string; namespace: string },
): MigrationSummary[] {
  return items.filter(
    (item) =>
      (pattern === '' || item.pattern === pattern) && (namespace === '' || item.service.namespace === namespace),
  )
}
