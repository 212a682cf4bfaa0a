import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'
import { listDependencies } from '@/lib/server/dependencies/list-dependencies'

export const GET = defineRoute(operations.listDependencies, async ({ runtime, identity, query }) => ({
  value: await listDependencies(runtime, identity, query),
}))
