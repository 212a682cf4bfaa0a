import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'
import { readMigration } from '@/lib/server/services/read-migration'

export const GET = defineRoute(operations.getMigration, async ({ runtime, identity, params: { id, ...ref } }) => ({
  value: await readMigration(runtime, identity, ref, id),
}))
