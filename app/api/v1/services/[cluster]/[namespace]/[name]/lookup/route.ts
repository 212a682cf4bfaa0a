import { troubleshootOperations } from '@/lib/contract/troubleshoot-operations'
import { defineRoute } from '@/lib/http/define-route'
import { lookUpService } from '@/lib/server/services/look-up-service'

export const GET = defineRoute(troubleshootOperations.lookUpService, async ({ runtime, identity, params, query }) => ({
  value: await lookUpService(runtime, identity, params, query.namespace ?? null),
}))
