import { inventoryOperations } from '@/lib/contract/inventory-operations'
import { defineRoute } from '@/lib/http/define-route'
import { readSeverityHistory } from '@/lib/server/services/read-severity-history'

export const GET = defineRoute(inventoryOperations.getSeverityHistory, async ({ runtime, identity, query }) => ({
  value: await readSeverityHistory(runtime, identity, query),
}))
