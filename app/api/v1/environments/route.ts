import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'
import { listEnvironments } from '@/lib/server/environments/list-environments'

export const GET = defineRoute(operations.listEnvironments, async ({ runtime, identity, query }) => ({
  value: await listEnvironments(runtime, identity, query),
}))
