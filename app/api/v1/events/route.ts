import { inventoryOperations } from '@/lib/contract/inventory-operations'
import { defineRoute } from '@/lib/http/define-route'
import { eventStream } from '@/lib/http/event-stream'

export const GET = defineRoute(inventoryOperations.streamEvents, ({ runtime, identity, request }) =>
  eventStream(runtime, identity, request.signal),
)
