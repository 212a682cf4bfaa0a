import { troubleshootOperations } from '@/lib/contract/troubleshoot-operations'
import { defineRoute } from '@/lib/http/define-route'
import { troubleshootService } from '@/lib/server/troubleshoot/troubleshoot-service'

export const POST = defineRoute(
  troubleshootOperations.troubleshootService,
  async ({ runtime, identity, params, body }) => ({
    value: await troubleshootService(runtime, identity, params, body),
  }),
)
