import { migrationOperations } from '@/lib/contract/migration-operations'
import { defineRoute } from '@/lib/http/define-route'

export const POST = defineRoute(
  migrationOperations.actOnMigration,
  async ({ runtime, identity, params: { id, ...ref }, body }) => ({
    value: await runtime.migrations.act(ref, id, body, identity),
  }),
)
