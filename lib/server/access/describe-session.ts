import type { Session } from '@/lib/contract/session'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import type { Identity } from './identity'

const verbs = ['list', 'patch'] as const

/** Who the viewer is and, per cluster, whether they may list and patch Services everywhere; null where it could not be asked. */
export async function describeSession(runtime: ConsoleRuntime, identity: Identity): Promise<Session> {
  const questions = runtime
    .clusters()
    .flatMap(({ id }) => verbs.map((verb) => ({ cluster: id, verb, resource: 'services' })))
  const asked = questions.map(async (question): Promise<[string, boolean | null]> => {
    const { verb, resource, cluster } = question
    return [`${verb} ${resource} in ${cluster}`, await runtime.access.mayIfKnown(identity, question)]
  })
  const can = Object.fromEntries(await Promise.all(asked))
  const { user, groups, mode } = identity
  return { identity: { user, groups, mode }, can, readOnly: false }
}
