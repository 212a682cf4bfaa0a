import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'

export const POST = defineRoute(
  operations.actOnMigration,
  async ({ runtime, identity, params: { id, ...ref }, body }) => ({
    value: await runtime.migrations.act(ref, id, body, identity),
  }),
)
