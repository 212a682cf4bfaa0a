import { changeOperations } from '@/lib/contract/change-operations'
import { defineRoute } from '@/lib/http/define-route'
import { listChanges } from '@/lib/server/services/list-changes'

export const GET = defineRoute(changeOperations.listChanges, async ({ runtime, identity, query }) => ({
  value: await listChanges(runtime, identity, query),
}))

export const POST = defineRoute(changeOperations.createChange, async ({ runtime, identity, body }) => {
  await runtime.migrations.admit(body, identity)
  const { change, created } = await runtime.changes.carryOut(body, identity)
  return { status: created ? 201 : 200, value: change }
})
