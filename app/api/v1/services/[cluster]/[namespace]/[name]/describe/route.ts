import { operations } from '@/lib/contract/operations'
import { defineRoute, textResponse } from '@/lib/http/define-route'
import { serviceDescription } from '@/lib/server/services/service-texts'

export const GET = defineRoute(operations.getDescribe, async ({ runtime, identity, params }) =>
  textResponse(await serviceDescription(runtime, identity, params)),
)
