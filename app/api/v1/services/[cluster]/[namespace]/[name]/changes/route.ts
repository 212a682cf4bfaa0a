import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'
import { listServiceChanges } from '@/lib/server/services/service-changes'

export const GET = defineRoute(operations.listServiceChanges, async ({ runtime, identity, params, query }) => ({
  value: await listServiceChanges(runtime, identity, params, query),
}))
