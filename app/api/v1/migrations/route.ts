import { migrationOperations } from '@/lib/contract/migration-operations'
import { defineRoute } from '@/lib/http/define-route'
import { listMigrations } from '@/lib/server/services/list-migrations'

export const GET = defineRoute(migrationOperations.listMigrations, async ({ runtime, identity, query }) => ({
  value: await listMigrations(runtime, identity, query),
}))

export const POST = defineRoute(migrationOperations.startMigration, async ({ runtime, identity, body }) => {
  const { migration, created } = await runtime.migrations.start(body, identity)
  return { status: created ? 201 : 200, value: migration }
})
