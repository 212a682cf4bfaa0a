import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'
import { serviceResolution } from '@/lib/server/services/service-texts'

export const GET = defineRoute(operations.getResolution, async ({ runtime, identity, params }) => ({
  value: await serviceResolution(runtime, identity, params),
}))

export const POST = defineRoute(operations.askResolution, async ({ runtime, identity, params }) => ({
  value: await serviceResolution(runtime, identity, params, true),
}))
