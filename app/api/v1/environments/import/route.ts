import { importEnvironmentsOperation } from '@/lib/contract/environment-import'
import { defineRoute } from '@/lib/http/define-route'
import { importEnvironments } from '@/lib/server/environments/import-environments'

export const POST = defineRoute(importEnvironmentsOperation, async ({ runtime, identity, body }) => ({
  value: await importEnvironments(runtime, identity, body),
}))
