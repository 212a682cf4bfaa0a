import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Proposal } from '@/lib/contract/changes'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { carryingOut, failureOf, startReplica } from './change-replica.ts'
import { blue, changeStage, green } from './change-stage.ts'
import { type RevertingController, startArgo, startFlux } from './reverting-controller.ts'

const controlPlane = providedControlPlane()
const namespace = 'changes-git'
const { replica, kubectl, create, newGroup, ref, retarget, targetOf, admin, settled } = changeStage(
  controlPlane,
  namespace,
)
const running: RevertingController[] = []

afterEach(async () => {
  for (const controller of running.splice(0)) await controller.stop()
})

/** A Service of its own that a controller keeps at blue, marked by it and seen so by the watch. */
async function delivered(tool: 'argo-cd' | 'flux'): Promise<{ name: string; controller: RevertingController }> {
  const name = await newGroup()
  const options = { client: admin().client(replica().cluster), afterMs: tool === 'flux' ? 700 : 300 }
  const service = { namespace, name, externalName: blue, deliveredBy: 'finance-prod' }
  const controller = (tool === 'flux' ? startFlux : startArgo)({ ...options, service })
  running.push(controller)
  const manager = tool === 'flux' ? 'kustomize-controller' : 'argocd-controller'
  const isMarked = async () =>
    replica()
      .alias(namespace, name)
      ?.fieldManagers.some((each) => each.manager === manager) ?? false
  await poll(isMarked, { what: `${manager} marked the Service`, timeoutMs: 10_000 })
  return { name, controller }
}

const blocked = (prechecks: ReadonlyArray<{ code: string; state: string }>) =>
  prechecks.filter(({ state }) => state === 'block').map(({ code }) => code)

async function proposalOf(request: ChangeRequest): Promise<Proposal> {
  const plan = await replica().engine.plan(request, admin())
  return { request: plan.request, hash: plan.hash, changeId: randomUUID(), reason: 'moving to green' }
}

describe.each(['argo-cd', 'flux'] as const)('a Service that %s keeps', (tool) => {
  const manager = tool === 'flux' ? 'kustomize-controller' : 'argocd-controller'

  test('is not written live: the change for its repository is offered instead', async () => {
    const { name } = await delivered(tool)
    const plan = await replica().engine.plan(retarget(name, green), admin())
    expect(plan.ownerOfField).toBe(tool)
    expect(plan.fieldOwner).toMatchObject({ tool, heals: 'unknown', rivals: [] })
    expect(plan.fieldOwner?.signals.map(({ says }) => says)).toContain(
      `Field manager ${manager} wrote spec.externalName`,
    )
    expect(blocked(plan.prechecks)).toEqual(['field-owner'])
    const [patch] = parse(plan.git?.files.find(({ format }) => format === 'kustomize')?.text ?? '').patches
    expect(patch.target).toEqual({ version: 'v1', kind: 'Service', name, namespace })
    expect(parse(patch.patch)).toEqual([{ op: 'replace', path: '/spec/externalName', value: green }])
    const refused = await failureOf(replica().engine.carryOut(carryingOut(plan, { overrides: [] }), admin()))
    expect(refused).toMatchObject({ code: 'unprocessable', reason: 'precheck' })
    expect(await targetOf(name)).toBe(blue)
  })

  test('and that is written live all the same is reverted, by the controller’s name', async () => {
    const { name } = await delivered(tool)
    const plan = await replica().engine.plan(retarget(name, green), admin())
    const body = carryingOut(plan)
    const { change } = await replica().engine.carryOut(body, admin())
    expect(change.overrides.map(({ code }) => code)).toEqual(['field-owner'])
    const reverted = await settled(name, body.changeId, 'reverted')
    expect(reverted.steps.at(-1)?.note).toContain(`${manager} wrote the old target back`)
    expect(await targetOf(name)).toBe(blue)
  })

  test('takes a proposal, stays as it is until the repository says so, and is proved then', async () => {
    const { name, controller } = await delivered(tool)
    const proposal = await proposalOf(retarget(name, green))
    const { change, created } = await replica().engine.propose(proposal, admin())
    expect(created).toBe(true)
    expect(change).toMatchObject({ state: 'patch-proposed', reason: 'moving to green', by: 'admin' })
    expect(change.steps[0]?.note).toContain('finance-prod')
    expect((await replica().engine.propose(proposal, admin())).created).toBe(false)
    expect(await targetOf(name)).toBe(blue)

    controller.merge(green)
    const done = await settled(name, proposal.changeId, 'soaking', 'completed')
    expect(done.steps.slice(0, 5).map(({ state }) => state)).toEqual([
      'patch-proposed',
      'observed-live',
      'propagating',
      'verifying',
      'soaking',
    ])
    expect(done.steps[1]?.note).toBe(`${manager} wrote the proposed target.`)
    expect(await targetOf(name)).toBe(green)
    expect(controller.writes()).toBe(2)
  })
})

describe('a proposal', () => {
  test('is waited for by a console that starts later', async () => {
    const { name, controller } = await delivered('argo-cd')
    const first = await startReplica(controlPlane)
    const proposal = await proposalOf(retarget(name, green))
    await first.engine.propose(proposal, first.viewer('admin'))
    await first.close()
    await replica().engine.list(ref(name), admin(), { offset: 0, limit: 1 })
    controller.merge(green)
    await settled(name, proposal.changeId, 'soaking', 'completed')
  })

  test('stands in no other change’s way', async () => {
    const { name } = await delivered('argo-cd')
    await replica().engine.propose(await proposalOf(retarget(name, green)), admin())
    const plan = await replica().engine.plan(retarget(name, green), admin())
    expect(blocked(plan.prechecks)).toEqual(['field-owner'])
    expect(plan.prechecks.map(({ code }) => code)).not.toContain('no-recent-change')
  })

  test('that was withdrawn does not come back when its target does', async () => {
    const { name, controller } = await delivered('argo-cd')
    const proposal = await proposalOf(retarget(name, green))
    await replica().engine.propose(proposal, admin())
    const decision = { decision: 'withdraw' as const, reason: 'decided otherwise' }
    const withdrawn = await replica().engine.decide(ref(name), proposal.changeId, decision, admin())
    expect(withdrawn.state).toBe('cancelled')
    controller.merge(green)
    await poll(async () => (await targetOf(name)) === green, { what: 'the merge arrives', timeoutMs: 10_000 })
    await poll(async () => replica().alias(namespace, name)?.target === green, { what: 'it is seen', timeoutMs: 5_000 })
    expect((await replica().engine.get(ref(name), proposal.changeId, admin())).state).toBe('cancelled')
  })

  test('ends when the repository says another target', async () => {
    const { name, controller } = await delivered('flux')
    const proposal = await proposalOf(retarget(name, green))
    await replica().engine.propose(proposal, admin())
    controller.merge('third.example.org')
    const ended = await settled(name, proposal.changeId, 'cancelled')
    expect(ended.steps.at(-1)?.note).toBe('kustomize-controller wrote another target: third.example.org.')
  })

  test('is refused without the right, with a stale plan, under another’s id, and where no repository is known', async () => {
    const { name } = await delivered('argo-cd')
    const proposal = await proposalOf(retarget(name, green))
    const propose = (given: Proposal, viewer = admin()) => failureOf(replica().engine.propose(given, viewer))
    expect(await propose(proposal, replica().viewer('viewer'))).toMatchObject({ code: 'forbidden' })
    expect(await propose({ ...proposal, hash: 'forged' })).toMatchObject({ causes: [{ field: 'hash' }] })
    const other = { ...proposal, request: retarget(name, 'other.example.org') }
    expect((await propose(other)).reason).toBe('plan-stale')
    await replica().engine.propose(proposal, admin())
    expect((await propose(other)).reason).toBe('change-id-reused')
    const plain = await newGroup()
    expect((await propose(await proposalOf(retarget(plain, green)))).reason).toBe('no-repository')
  })
})

describe('an Application that this cluster knows', () => {
  const application = (selfHeal: boolean, ignoreDifferences: unknown[] = []) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'finance-prod', namespace: 'argocd' },
    spec: {
      source: { repoURL: 'https://git.example/finance/deploy', path: 'overlays/production' },
      syncPolicy: { automated: { selfHeal } },
      ignoreDifferences,
    },
  })
  const apply = async (object: object) => {
    const { stderr, code } = await controlPlane.kubectl(['apply', '-f', '-'], { stdin: JSON.stringify(object) })
    expect(stderr, stderr).not.toContain('error')
    expect(code).toBe(0)
  }

  afterAll(async () => {
    await kubectl('delete', 'crd', 'applications.argoproj.io', '--ignore-not-found')
    await kubectl('delete', 'namespace', 'argocd', '--ignore-not-found', '--wait=false')
  })

  test('decides by its own words whether a live write is blocked, and voids the plan when they change', async () => {
    const { name } = await delivered('argo-cd')
    await create(applicationDefinition, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } })
    await kubectl('wait', '--for=condition=Established', 'crd/applications.argoproj.io', '--timeout=20s')
    const planned = async () => {
      const plan = await replica().engine.plan(retarget(name, green), admin())
      return { plan, state: plan.prechecks.find(({ code }) => code === 'field-owner')?.state }
    }
    expect((await planned()).plan.fieldOwner?.signals[0]?.says).toContain('does not exist in this cluster')
    await apply(application(true))
    const healing = await planned()
    expect(healing).toMatchObject({ state: 'block', plan: { fieldOwner: { heals: 'self-heal', withinSeconds: 5 } } })
    expect(healing.plan.fieldOwner?.declaredBy).toEqual({
      kind: 'Application',
      namespace: 'argocd',
      name: 'finance-prod',
    })
    expect(healing.plan.git?.instructions[0]).toContain('https://git.example/finance/deploy, overlays/production')

    await apply(application(false))
    const manual = await planned()
    expect(manual).toMatchObject({ state: 'warn', plan: { fieldOwner: { heals: 'next-sync' } } })
    const stale = await failureOf(replica().engine.carryOut(carryingOut(healing.plan), admin()))
    expect(stale.reason).toBe('plan-stale')

    await apply(application(true, [{ kind: 'Service', managedFieldsManagers: ['signpost'] }]))
    expect(await planned()).toMatchObject({ state: 'info' })
  })
})

const applicationDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'applications.argoproj.io' },
  spec: {
    group: 'argoproj.io',
    scope: 'Namespaced',
    names: { kind: 'Application', plural: 'applications', singular: 'application', listKind: 'ApplicationList' },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
}
