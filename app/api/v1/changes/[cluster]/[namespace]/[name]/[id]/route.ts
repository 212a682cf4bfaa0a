import { changeOperations } from '@/lib/contract/change-operations'
import { defineRoute } from '@/lib/http/define-route'
import { readServiceChange } from '@/lib/server/services/service-changes'

export const GET = defineRoute(changeOperations.getChange, async ({ runtime, identity, params: { id, ...ref } }) => ({
  value: await readServiceChange(runtime, identity, ref, id),
}))
