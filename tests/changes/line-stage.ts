import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { ChangeView, Plan } from '@/lib/contract/changes'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import type { Clock } from '@/lib/domain/clock'
import { type ChangeReplica, type ReplicaOptions, startReplica } from '../cluster/change-replica.ts'
import { poll } from '../control-plane/poll.ts'
import { kubeconfigFor, type LossyApiServer, startLossyApiServer } from '../plane/lossy-api-server.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'
import { readChangeFiles } from './change-files.ts'

export const before = 'api-v1.backend.com'
export const after = 'api-v2.backend.com'

interface OtherConsole extends Pick<ReplicaOptions, 'clock' | 'consoleNamespace' | 'lookAt'> {
  isOnLine?: boolean
}

/** A namespace on the plane of the project, and a console that reaches its API server over a line that can be cut. */
export function lineStage(namespace: string, options: { clock?: Clock } = {}) {
  let plane: TestPlane
  let line: LossyApiServer
  let replica: ChangeReplica
  let folder: string
  const others: ChangeReplica[] = []

  beforeAll(async () => {
    plane = await openTestPlane()
    line = await startLossyApiServer(plane)
    folder = await mkdtemp(join(tmpdir(), 'signpost-line-'))
    await writeFile(join(folder, 'config'), kubeconfigFor(line.url, plane.token('admin'), plane.contextName))
    await plane.administrator.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
    replica = await startReplica(plane, { ...options, kubeconfig: join(folder, 'config') })
  })
  afterEach(() => {
    line.decide = null
    line.mishaps = []
  })
  afterAll(async () => {
    await Promise.all([replica, ...others].map((console) => console?.close()))
    await line?.close()
    await rm(folder, { recursive: true, force: true })
    await plane?.administrator.deleteNamespace(namespace)
    await plane?.close()
  })

  const admin = () => replica.viewer('admin')
  const ref = (name: string) => ({ cluster: replica.cluster, namespace, name })

  /** A new alias, which the console's watch has by now, and the plan to move it. */
  async function plannedMove(
    members: { annotations?: Record<string, string> } = {},
  ): Promise<{ name: string; plan: Plan }> {
    const name = `alias-${randomUUID().slice(0, 8)}`
    await admin()
      .client(replica.cluster)
      .request({
        method: 'POST',
        path: `/api/v1/namespaces/${namespace}/services`,
        body: {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { namespace, name, annotations: { owner: 'payments', ...members.annotations } },
          spec: { type: 'ExternalName', externalName: before },
        },
      })
    await poll(async () => replica.alias(namespace, name) !== null, { what: 'the watch shows it', timeoutMs: 5_000 })
    const request: ChangeRequest = { kind: 'retarget', service: ref(name), target: after }
    line.patches = 0
    return { name, plan: await replica.engine.plan(request, admin()) }
  }

  return {
    plane: () => plane,
    line: () => line,
    replica: () => replica,
    admin,
    ref,
    plannedMove,
    /** Another console on the same plane, with a good line unless it shares this one. */
    startOther: async ({ isOnLine = false, ...other }: OtherConsole = {}) => {
      const started = await startReplica(plane, isOnLine ? { ...other, kubeconfig: join(folder, 'config') } : other)
      others.push(started)
      return started
    },
    files: (name: string) => readChangeFiles(admin().client(replica.cluster), namespace, name),
    settled: (name: string, id: string, ...states: string[]): Promise<ChangeView> =>
      poll(
        async () => {
          const found = await replica.engine.get(ref(name), id)
          return states.includes(found.state) && found
        },
        { what: `the change becomes ${states}`, timeoutMs: 40_000 },
      ),
  }
}
