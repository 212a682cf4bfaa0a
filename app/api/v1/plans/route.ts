import { changeOperations } from '@/lib/contract/change-operations'
import { defineRoute } from '@/lib/http/define-route'

export const POST = defineRoute(changeOperations.createPlan, async ({ runtime, identity, body }) => ({
  value: await runtime.changes.plan(body, identity),
}))
