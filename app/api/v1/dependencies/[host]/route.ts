import { dependencyOperations } from '@/lib/contract/dependency-operations'
import { defineRoute } from '@/lib/http/define-route'
import { dependencyDetail } from '@/lib/server/dependencies/dependency-detail'

export const GET = defineRoute(dependencyOperations.getDependency, async ({ runtime, identity, params }) => ({
  value: await dependencyDetail(runtime, identity, params.host),
}))
