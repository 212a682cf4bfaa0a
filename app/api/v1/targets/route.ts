import { draftOperations } from '@/lib/contract/draft-operations'
import { defineRoute } from '@/lib/http/define-route'
import { checkTarget } from '@/lib/server/targets/check-target'

export const POST = defineRoute(draftOperations.checkTarget, async ({ runtime, identity, body }) => ({
  value: await checkTarget(runtime, identity, body),
}))
