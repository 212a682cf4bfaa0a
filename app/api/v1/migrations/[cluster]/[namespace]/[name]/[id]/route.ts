import { migrationOperations } from '@/lib/contract/migration-operations'
import { defineRoute } from '@/lib/http/define-route'
import { readMigration } from '@/lib/server/services/read-migration'

export const GET = defineRoute(
  migrationOperations.getMigration,
  async ({ runtime, identity, params: { id, ...ref } }) => ({
    value: await readMigration(runtime, identity, ref, id),
  }),
)
