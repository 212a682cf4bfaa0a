import { AppError } from '@/lib/domain/app-error'
import type { AccessQuestion } from '@/lib/server/access/access-control'
import type { Identity } from '@/lib/server/access/identity'
import { within } from '@/lib/server/change/within'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

const withinMs = 1500

/**
 * Throws unless the identity may create Services in the namespace, or patch the one that is named: the console is nobody else's resolver.
 * AppError `forbidden` names verb, resource and namespace; `unavailable` when that could not be checked within 1.5 s.
 */
export async function requireTargetRight(
  runtime: ConsoleRuntime,
  identity: Identity,
  { cluster, namespace, name }: { cluster: string; namespace: string; name: string | null },
): Promise<void> {
  const resource = 'services'
  const create: AccessQuestion = { cluster, verb: 'create', resource, namespace }
  const wanted = name === null ? [create] : [create, { ...create, verb: 'patch', name }]
  const asked = wanted.map((question) =>
    within(runtime.clock, runtime.access.mayIfKnown(identity, question), withinMs, null),
  )
  const answers = await Promise.all(asked)
  if (answers.includes(true)) return
  const right = `create ${resource} in namespace ${namespace}${name === null ? '' : `, or patch ${name} there`}`
  if (answers.includes(null)) {
    throw new AppError('unavailable', `Whether ${identity.user} may ${right} could not be checked.`, {
      reason: 'check-failed',
      retryAfterSeconds: 3,
    })
  }
  throw new AppError('forbidden', `${identity.user} may not ${right}.`, {
    extra: { verb: 'create', resource, namespace },
  })
}
