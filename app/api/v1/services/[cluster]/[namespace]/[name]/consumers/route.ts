import { serviceOperations } from '@/lib/contract/service-operations'
import { defineRoute } from '@/lib/http/define-route'
import { listConsumers } from '@/lib/server/services/list-consumers'

export const GET = defineRoute(serviceOperations.listConsumers, async ({ runtime, identity, params }) => ({
  value: await listConsumers(runtime, identity, params),
}))
