import { changeOperations } from '@/lib/contract/change-operations'
import { defineRoute } from '@/lib/http/define-route'

export const POST = defineRoute(
  changeOperations.decideChange,
  async ({ runtime, identity, params: { id, ...ref }, body }) => ({
    value: await runtime.changes.decide(ref, id, body, identity),
  }),
)
