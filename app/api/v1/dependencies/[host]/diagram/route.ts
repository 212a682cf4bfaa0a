import { dependencyOperations } from '@/lib/contract/dependency-operations'
import { defineRoute, textResponse } from '@/lib/http/define-route'
import { dependencyDiagram } from '@/lib/server/dependencies/dependency-detail'

export const GET = defineRoute(dependencyOperations.getDependencyDiagram, async ({ runtime, identity, params }) =>
  textResponse(await dependencyDiagram(runtime, identity, params.host)),
)
