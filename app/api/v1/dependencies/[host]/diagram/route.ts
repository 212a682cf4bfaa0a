import { operations } from '@/lib/contract/operations'
import { defineRoute, textResponse } from '@/lib/http/define-route'
import { dependencyDiagram } from '@/lib/server/dependencies/dependency-detail'

export const GET = defineRoute(operations.getDependencyDiagram, async ({ runtime, identity, params }) =>
  textResponse(await dependencyDiagram(runtime, identity, params.host)),
)
