import { serviceOperations } from '@/lib/contract/service-operations'
import { defineRoute } from '@/lib/http/define-route'
import { serviceResolution } from '@/lib/server/services/service-texts'

export const GET = defineRoute(serviceOperations.getResolution, async ({ runtime, identity, params }) => ({
  value: await serviceResolution(runtime, identity, params),
}))

export const POST = defineRoute(serviceOperations.askResolution, async ({ runtime, identity, params }) => ({
  value: await serviceResolution(runtime, identity, params, true),
}))
