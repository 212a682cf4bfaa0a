import { serviceOperations } from '@/lib/contract/service-operations'
import { defineRoute, textResponse } from '@/lib/http/define-route'
import { serviceManifest } from '@/lib/server/services/service-texts'

export const GET = defineRoute(serviceOperations.getManifest, async ({ runtime, identity, params }) =>
  textResponse(await serviceManifest(runtime, identity, params)),
)
