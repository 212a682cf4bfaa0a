import { serviceOperations } from '@/lib/contract/service-operations'
import { defineRoute, textResponse } from '@/lib/http/define-route'
import { serviceDescription } from '@/lib/server/services/service-texts'

export const GET = defineRoute(serviceOperations.getDescribe, async ({ runtime, identity, params }) =>
  textResponse(await serviceDescription(runtime, identity, params)),
)
