import { findingOperations } from '@/lib/contract/finding-operations'
import { defineRoute } from '@/lib/http/define-route'
import { listFindings } from '@/lib/server/findings/list-findings'

export const GET = defineRoute(findingOperations.listFindings, async ({ runtime, identity, query }) => ({
  value: await listFindings(runtime, identity, query),
}))
