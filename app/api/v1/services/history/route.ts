import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'
import { readSeverityHistory } from '@/lib/server/services/read-severity-history'

export const GET = defineRoute(operations.getSeverityHistory, async ({ runtime, identity, query }) => ({
  value: await readSeverityHistory(runtime, identity, query),
}))
