import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { migrationOperations } from '@/lib/contract/migration-operations'
import type {
  MigrationsPage,
  MigrationView,
  migrationActionSchema,
  newMigrationSchema,
} from '@/lib/contract/migrations'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { fetchJson } from './api-fetch'
import { cacheKeys } from './queries'

/** Which migrations a list holds. */
export type MigrationsShown = 'open' | 'finished' | 'abandoned' | 'all'

export type MigrationActionInput = z.input<typeof migrationActionSchema>

export type MigrationRef = ServiceRef & { id: string }

/** Migrations of one page; the screen says how many more there are. */
const shownMigrations = 200

/** A gate may open or close by what no event tells: it is judged again this often. */
const lookAgainMs = 10_000

const { listMigrations, getMigration, startMigration, actOnMigration } = migrationOperations

/** The migrations that are open, that ended in a way, or all of them, open ones first. */
export function migrationsQuery(show: MigrationsShown) {
  return queryOptions({
    queryKey: [...cacheKeys.migrationLists, show],
    queryFn: ({ signal }): Promise<MigrationsPage> => fetchJson(listMigrations, { query: migrationsIn(show), signal }),
    refetchInterval: 60_000,
  })
}

/** What is asked for such a list. */
export function migrationsIn(show: MigrationsShown) {
  return { ...(show === 'all' ? {} : { state: [show] }), offset: 0, limit: shownMigrations }
}

/** One migration with its gates judged now, looked at again every ten seconds while the page is visible. */
export function migrationQuery({ cluster, namespace, name, id }: MigrationRef) {
  return queryOptions({
    queryKey: [...cacheKeys.migrations, cluster, namespace, name, id],
    queryFn: ({ signal }): Promise<MigrationView> =>
      fetchJson(getMigration, { params: { cluster, namespace, name, id }, signal }),
    refetchInterval: ({ state }) => (state.data?.end ? false : lookAgainMs),
  })
}

/** Begins a migration. Throws ClientError. */
export function beginMigration(body: z.input<typeof newMigrationSchema>): Promise<MigrationView> {
  return fetchJson(startMigration, { body })
}

/** What a person does to a migration beside its changes. Throws ClientError. */
export function actOn(
  { service: { cluster, namespace, name }, id }: Pick<MigrationView, 'service' | 'id'>,
  body: MigrationActionInput,
): Promise<MigrationView> {
  return fetchJson(actOnMigration, { params: { cluster, namespace, name, id }, body })
}
