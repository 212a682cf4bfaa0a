import { findingPolicyOperation } from '@/lib/contract/finding-policy'
import { defineRoute, downloadResponse } from '@/lib/http/define-route'
import { exportFindingPolicy } from '@/lib/server/findings/finding-policy'

export const GET = defineRoute(findingPolicyOperation, async ({ runtime, identity, query }) => {
  const value = await exportFindingPolicy(runtime, identity, query)
  if (query.format === 'json') return { value }
  return downloadResponse(value.yaml, { mediaType: 'application/yaml', name: 'signpost-policy.yaml' })
})
