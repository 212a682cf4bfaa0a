import { inventoryOperations } from '@/lib/contract/inventory-operations'
import { defineRoute } from '@/lib/http/define-route'
import { signIn, signOut } from '@/lib/http/session-routes'
import { describeSession } from '@/lib/server/access/describe-session'

export const GET = defineRoute(inventoryOperations.getSession, async ({ runtime, identity }) => ({
  value: await describeSession(runtime, identity),
}))

export const POST = signIn
export const DELETE = signOut
