import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'
import { checkTarget } from '@/lib/server/targets/check-target'

export const POST = defineRoute(operations.checkTarget, async ({ runtime, identity, body }) => ({
  value: await checkTarget(runtime, identity, body),
}))
