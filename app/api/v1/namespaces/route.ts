import { draftOperations } from '@/lib/contract/draft-operations'
import { defineRoute } from '@/lib/http/define-route'
import { createNamespace } from '@/lib/server/namespaces/create-namespace'
import { listNamespaces } from '@/lib/server/namespaces/list-namespaces'

export const GET = defineRoute(draftOperations.listNamespaces, async ({ runtime, identity, query }) => ({
  value: await listNamespaces(runtime, identity, query),
}))

export const POST = defineRoute(draftOperations.createNamespace, async ({ runtime, identity, body }) => ({
  value: await createNamespace(runtime, identity, body),
}))
