import type { Session } from '@/lib/contract/session'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import type { Identity } from './identity'

/** Who the viewer is and, per cluster, whether they may patch Services anywhere; null where it could not be asked. */
export async function describeSession(runtime: ConsoleRuntime, identity: Identity): Promise<Session> {
  const asked = runtime.clusters().map(async ({ id }): Promise<[string, boolean | null]> => {
    return [
      `patch services in ${id}`,
      await runtime.access.mayIfKnown(identity, { cluster: id, verb: 'patch', resource: 'services' }),
    ]
  })
  const can = Object.fromEntries(await Promise.all(asked))
  const { user, groups, mode } = identity
  return { identity: { user, groups, mode }, can, readOnly: false }
}
