import { serviceOperations } from '@/lib/contract/service-operations'
import { defineRoute, textResponse } from '@/lib/http/define-route'
import { serviceDiagram } from '@/lib/server/services/service-texts'

export const GET = defineRoute(serviceOperations.getDiagram, async ({ runtime, identity, params, query }) =>
  textResponse(await serviceDiagram(runtime, identity, params, query.kind)),
)
