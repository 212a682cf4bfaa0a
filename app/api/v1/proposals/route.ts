import { changeOperations } from '@/lib/contract/change-operations'
import { defineRoute } from '@/lib/http/define-route'

export const POST = defineRoute(changeOperations.createProposal, async ({ runtime, identity, body }) => {
  await runtime.migrations.admit(body, identity)
  const { change, created } = await runtime.changes.propose(body, identity)
  return { status: created ? 201 : 200, value: change }
})
