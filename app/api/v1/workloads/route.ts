import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'
import { namespaceWorkloads } from '@/lib/server/services/namespace-workloads'

export const GET = defineRoute(operations.listWorkloads, async ({ runtime, identity, query }) => ({
  value: await namespaceWorkloads(runtime, identity, query),
}))
