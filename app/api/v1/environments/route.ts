import { environmentOperations } from '@/lib/contract/environment-operations'
import { defineRoute } from '@/lib/http/define-route'
import { listEnvironments } from '@/lib/server/environments/list-environments'

export const GET = defineRoute(environmentOperations.listEnvironments, async ({ runtime, identity, query }) => ({
  value: await listEnvironments(runtime, identity, query),
}))
