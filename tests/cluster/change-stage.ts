import { afterAll, beforeAll } from 'vitest'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import { poll } from '../control-plane/poll.ts'
import { type ChangeReplica, carryingOut, startReplica } from './change-replica.ts'
import { kubectlOf } from './kubectl-of.ts'

export const blue = 'api-v1.backend.com'
export const green = 'api-v2.backend.com'

/** A namespace with a console on it for one test file: groups to change, and what tests ask about them. */
export function changeStage(controlPlane: ControlPlane, namespace: string) {
  let running: ChangeReplica | undefined
  let counter = 0
  const kubectl = kubectlOf(controlPlane)

  beforeAll(async () => {
    await kubectl('create', 'namespace', namespace)
    running = await startReplica(controlPlane)
  })
  afterAll(async () => {
    await running?.close()
    await kubectl('delete', 'namespace', namespace, '--wait=false')
  })

  function replica(): ChangeReplica {
    if (!running) throw new Error('the console has not started')
    return running
  }

  /** Creates objects; what exists already is a failure. */
  async function create(...items: object[]): Promise<void> {
    const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
    const { stderr, code } = await controlPlane.kubectl(['create', '-f', '-'], { stdin })
    if (code !== 0) throw new Error(stderr)
  }

  /** A blue-green group of its own, blue live; the watch has it. */
  async function newGroup(): Promise<string> {
    counter += 1
    const name = `api-${counter}`
    const items = [
      [name, blue],
      [`${name}-blue`, blue],
      [`${name}-green`, green],
    ].map(([member, externalName]) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: member, namespace, annotations: { owner: 'payments' } },
      spec: { type: 'ExternalName', externalName },
    }))
    await create(...items)
    await poll(async () => replica().alias(namespace, name) !== null, {
      what: 'the watch shows the group',
      timeoutMs: 5_000,
    })
    return name
  }

  const ref = (name: string) => ({ cluster: replica().cluster, namespace, name })
  const toGreen = (name: string): ChangeRequest => ({ kind: 'switch', service: ref(name), to: 'green' })
  const retarget = (name: string, target: string): ChangeRequest => ({ kind: 'retarget', service: ref(name), target })
  const undo = (name: string, changeId: string): ChangeRequest => ({ kind: 'undo', service: ref(name), changeId })
  const service = async (name: string) =>
    JSON.parse(await kubectl('get', 'service', '-n', namespace, name, '-o', 'json'))
  const targetOf = async (name: string): Promise<string> => (await service(name)).spec.externalName
  const admin = () => replica().viewer('admin')
  const patchTarget = (name: string, target: string) =>
    kubectl(
      'patch',
      'service',
      '-n',
      namespace,
      name,
      '--type=merge',
      '-p',
      JSON.stringify({ spec: { externalName: target } }),
    )

  async function change(request: ChangeRequest) {
    const plan = await replica().engine.plan(request, admin())
    return (await replica().engine.carryOut(carryingOut(plan), admin())).change
  }

  function settled(name: string, id: string, ...states: string[]) {
    return poll(
      async () => {
        const found = await replica().engine.get(ref(name), id)
        return states.includes(found.state) && found
      },
      { what: `change becomes ${states}`, timeoutMs: 40_000 },
    )
  }

  return {
    replica,
    kubectl,
    create,
    newGroup,
    ref,
    toGreen,
    retarget,
    undo,
    service,
    targetOf,
    admin,
    patchTarget,
    change,
    settled,
  }
}
