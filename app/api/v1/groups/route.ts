import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'
import { listGroups } from '@/lib/server/groups/list-groups'

export const GET = defineRoute(operations.listGroups, async ({ runtime, identity, query }) => ({
  value: await listGroups(runtime, identity, query),
}))
