import type { NamespaceView, NewNamespace } from '@/lib/contract/namespaces'
import { AppError } from '@/lib/domain/app-error'
import { createNamespace as sendNamespace } from '@/lib/kubernetes/namespaces'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { describeNamespace } from './namespace-view'

/**
 * Creates a namespace with the viewer's own rights. Throws AppError `forbidden` naming the right, `conflict` with reason `already-exists`,
 * `unprocessable` with the API server's causes.
 */
export async function createNamespace(
  runtime: ConsoleRuntime,
  identity: Identity,
  { cluster, name, labels }: NewNamespace,
): Promise<NamespaceView> {
  const stored = await sendNamespace(identity.client(cluster), { name, labels }).catch((error: unknown) => {
    throw isForbidden(error) ? withRight(error) : error
  })
  const may = (verb: string) =>
    runtime.access.mayIfKnown(identity, { cluster, verb, resource: 'services', namespace: name })
  const [canCreateServices, mayList] = await Promise.all([may('create'), may('list')])
  const aliases = mayList === true ? runtime.inventory.aliasesIn(cluster, name) : null
  return { ...describeNamespace(cluster, { name, ...stored }), aliases, canCreateServices, practice: null }
}

function isForbidden(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'forbidden'
}

// The API server's own sentence names who may not do what; the members are for programs.
function withRight(error: AppError): AppError {
  const right = { verb: 'create', resource: 'namespaces' }
  return new AppError('forbidden', error.message, { extra: right, cause: error })
}
