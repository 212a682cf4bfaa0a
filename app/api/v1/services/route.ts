import { inventoryOperations } from '@/lib/contract/inventory-operations'
import { defineRoute } from '@/lib/http/define-route'
import { listServices } from '@/lib/server/services/list-services'

export const GET = defineRoute(inventoryOperations.listServices, async ({ runtime, identity, query }) => ({
  value: await listServices(runtime, identity, query),
}))
