import { operations } from '@/lib/contract/operations'
import { defineRoute } from '@/lib/http/define-route'
import { createNamespace } from '@/lib/server/namespaces/create-namespace'
import { listNamespaces } from '@/lib/server/namespaces/list-namespaces'

export const GET = defineRoute(operations.listNamespaces, async ({ runtime, identity, query }) => ({
  value: await listNamespaces(runtime, identity, query),
}))

export const POST = defineRoute(operations.createNamespace, async ({ runtime, identity, body }) => ({
  value: await createNamespace(runtime, identity, body),
}))
