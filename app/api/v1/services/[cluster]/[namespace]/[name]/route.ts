import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'
import { serviceDetail } from '@/lib/server/services/service-detail'

export const GET = defineRoute(operations.getService, async ({ runtime, identity, params }) => ({
  value: await serviceDetail(runtime, identity, params),
}))
