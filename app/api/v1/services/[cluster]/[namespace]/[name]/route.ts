import { serviceOperations } from '@/lib/contract/service-operations'
import { defineRoute } from '@/lib/http/define-route'
import { serviceDetail } from '@/lib/server/services/service-detail'

export const GET = defineRoute(serviceOperations.getService, async ({ runtime, identity, params }) => ({
  value: await serviceDetail(runtime, identity, params),
}))
