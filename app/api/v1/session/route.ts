import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'
import { describeSession } from '@/lib/server/access/describe-session'

export const GET = defineRoute(operations.getSession, async ({ runtime, identity }) => ({
  value: await describeSession(runtime, identity),
}))
