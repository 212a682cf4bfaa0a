import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'
import { eventStream } from '@/lib/http/event-stream'

export const GET = defineRoute(operations.streamEvents, ({ runtime, identity, request }) =>
  eventStream(runtime, identity, request.signal),
)
