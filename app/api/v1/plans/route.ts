import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'

export const POST = defineRoute(operations.createPlan, async ({ runtime, identity, body }) => ({
  value: await runtime.changes.plan(body, identity),
}))
