import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'

export const POST = defineRoute(
  operations.decideChange,
  async ({ runtime, identity, params: { id, ...ref }, body }) => ({
    value: await runtime.changes.decide(ref, id, body, identity),
  }),
)
