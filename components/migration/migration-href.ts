import type { MigrationPattern } from '@/lib/domain/migration/migration'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** The page of a migration. */
export function migrationHref({ service, id }: { service: ServiceRef; id: string }): string {
  const { cluster, namespace, name } = service
  return `/migrations/${[cluster, namespace, name, id].map(encodeURIComponent).join('/')}`
}

interface Wanted {
  pattern?: MigrationPattern
  target?: string
  /** The host whose aliases are to be moved. */
  host?: string
}

/** The page that begins a migration of a Service. */
export function newMigrationHref(service: ServiceRef | null, { pattern, target, host }: Wanted = {}): string {
  const search = new URLSearchParams({
    ...(service === null ? {} : { service: [service.cluster, service.namespace, service.name].join('/') }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(target === undefined ? {} : { target }),
    ...(host === undefined ? {} : { host }),
  })
  return `/migrations/new${search.size === 0 ? '' : `?${search}`}`
}
