import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { CarryOut } from '@/lib/contract/changes'
import type { ControlPlane } from '../../control-plane/control-plane.ts'
import { poll } from '../../control-plane/poll.ts'
import { kubeconfigFor, type LossyApiServer, startLossyApiServer } from '../../plane/lossy-api-server.ts'
import { type ChangeReplica, carryingOut, startReplica } from '../change-replica.ts'
import { kubectlOf } from '../kubectl-of.ts'

export const before = 'api-v1.backend.com'
export const after = 'api-v2.backend.com'

/** A namespace for one test file, and a console that reaches the API server over a line on which things go wrong. */
export function faultStage(controlPlane: ControlPlane, namespace: string) {
  let lossy: LossyApiServer | undefined
  let running: ChangeReplica | undefined
  let folder: string | undefined
  let counter = 0
  const kubectl = kubectlOf(controlPlane)

  beforeAll(async () => {
    await kubectl('create', 'namespace', namespace)
    lossy = await startLossyApiServer(controlPlane)
    folder = await mkdtemp(join(tmpdir(), `signpost-${namespace}-`))
    const kubeconfig = join(folder, 'config')
    await writeFile(kubeconfig, kubeconfigFor(lossy.url, controlPlane.token('admin')))
    running = await startReplica(controlPlane, { kubeconfig })
  })
  afterAll(async () => {
    await running?.close()
    await lossy?.close()
    if (folder) await rm(folder, { recursive: true, force: true })
    await kubectl('delete', 'namespace', namespace, '--wait=false')
  })

  function line(): LossyApiServer {
    if (!lossy) throw new Error('the line has not started')
    return lossy
  }

  function replica(): ChangeReplica {
    if (!running) throw new Error('the console has not started')
    return running
  }

  const admin = () => replica().viewer('admin')
  const ref = (name: string) => ({ cluster: replica().cluster, namespace, name })
  const carryOut = (body: CarryOut) => replica().engine.carryOut(body, admin())

  /** A new alias that the watch has, and the order to move it. */
  async function order(): Promise<{ name: string; body: CarryOut }> {
    counter += 1
    const name = `alias-${counter}`
    await kubectl('create', 'service', 'externalname', name, '-n', namespace, '--external-name', before)
    await poll(async () => replica().alias(namespace, name) !== null, { what: 'the watch shows it', timeoutMs: 20_000 })
    line().patches = 0
    const plan = await replica().engine.plan({ kind: 'retarget', service: ref(name), target: after }, admin())
    return { name, body: carryingOut(plan) }
  }

  return { line, replica, kubectl, admin, ref, carryOut, order }
}
