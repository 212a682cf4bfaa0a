import { draftOperations } from '@/lib/contract/draft-operations'
import { defineRoute } from '@/lib/http/define-route'
import { namespaceWorkloads } from '@/lib/server/services/namespace-workloads'

export const GET = defineRoute(draftOperations.listWorkloads, async ({ runtime, identity, query }) => ({
  value: await namespaceWorkloads(runtime, identity, query),
}))
