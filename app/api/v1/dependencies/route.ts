import { dependencyOperations } from '@/lib/contract/dependency-operations'
import { defineRoute } from '@/lib/http/define-route'
import { listDependencies } from '@/lib/server/dependencies/list-dependencies'

export const GET = defineRoute(dependencyOperations.listDependencies, async ({ runtime, identity, query }) => ({
  value: await listDependencies(runtime, identity, query),
}))
