import { inventoryOperations } from '@/lib/contract/inventory-operations'
import { defineRoute } from '@/lib/http/define-route'
import { listGroups } from '@/lib/server/groups/list-groups'

export const GET = defineRoute(inventoryOperations.listGroups, async ({ runtime, identity, query }) => ({
  value: await listGroups(runtime, identity, query),
}))
