import { environmentOperations } from '@/lib/contract/environment-operations'
import { archiveResponse, defineRoute } from '@/lib/http/define-route'
import { exportEnvironments } from '@/lib/server/environments/export-environments'

export const GET = defineRoute(environmentOperations.exportEnvironments, async ({ runtime, identity, query }) => {
  const value = await exportEnvironments(runtime, identity, query)
  return query.format === 'json' ? { value } : archiveResponse(value.files, runtime.clock.now())
})
