import type { Session } from '@/lib/contract/session'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import type { Identity } from './identity'
import { userIn } from './user-in'

const rights = [
  { verb: 'list', resource: 'services' },
  { verb: 'patch', resource: 'services' },
  { verb: 'override', group: 'signpost', resource: 'changes' },
] as const

/**
 * Who the viewer is and, per cluster, whether they may list and patch Services and override checks everywhere; null where it could not be asked.
 */
export async function describeSession(runtime: ConsoleRuntime, identity: Identity): Promise<Session> {
  const questions = runtime.clusters().flatMap(({ id }) => rights.map((right) => ({ cluster: id, ...right })))
  const asked = questions.map(async (question): Promise<[string, boolean | null]> => {
    const { verb, cluster } = question
    const resource = 'group' in question ? `${question.resource}.${question.group}` : question.resource
    return [`${verb} ${resource} in ${cluster}`, await runtime.access.mayIfKnown(identity, question)]
  })
  const can = Object.fromEntries(await Promise.all(asked))
  const { user, groups, mode, problem } = identity
  return {
    identity: { user, groups, mode },
    ...(problem === undefined ? {} : { problem }),
    ...(await otherNames(runtime, identity)),
    can,
    readOnly: runtime.settings.SIGNPOST_READ_ONLY,
    confirm: runtime.settings.SIGNPOST_CONFIRM,
  }
}

async function otherNames(runtime: ConsoleRuntime, identity: Identity): Promise<Pick<Session, 'names'>> {
  const names = await Promise.all(
    runtime.clusters().map(async ({ id }): Promise<[string, string]> => [id, await userIn(identity, id)]),
  )
  const others = names.filter(([, name]) => name !== identity.user)
  return others.length === 0 ? {} : { names: Object.fromEntries(others) }
}
