import { changeOperations } from '@/lib/contract/change-operations'
import { defineRoute } from '@/lib/http/define-route'
import { listServiceChanges } from '@/lib/server/services/service-changes'

export const GET = defineRoute(changeOperations.listServiceChanges, async ({ runtime, identity, params, query }) => ({
  value: await listServiceChanges(runtime, identity, params, query),
}))
