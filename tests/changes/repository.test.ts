import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Plan, Proposal } from '@/lib/contract/changes'
import { carryingOut, failureOf } from '../cluster/change-replica.ts'
import { type RevertingController, startArgo, startFlux } from '../cluster/reverting-controller.ts'
import { poll } from '../control-plane/poll.ts'
import { after, before, lineStage } from './line-stage.ts'

const namespace = 'changes-repository'
const { plane, replica, admin, ref, plannedMove, startOther, settled } = lineStage(namespace)
const running: RevertingController[] = []

afterEach(async () => {
  for (const controller of running.splice(0)) await controller.stop()
})

type Tool = 'argo-cd' | 'flux'
const managers: Record<Tool, string> = { 'argo-cd': 'argocd-controller', flux: 'kustomize-controller' }

/** A Service of its own that a controller keeps, marked by it and seen so by the watch, and the plan to move it. */
async function delivered(tool: Tool): Promise<{ name: string; controller: RevertingController; plan: Plan }> {
  const { name, plan } = await plannedMove()
  const options = { client: admin().client(replica().cluster), afterMs: tool === 'flux' ? 700 : 300 }
  const service = { namespace, name, externalName: before, deliveredBy: 'finance-prod' }
  const controller = (tool === 'flux' ? startFlux : startArgo)({ ...options, service })
  running.push(controller)
  const isMarked = async () =>
    replica()
      .alias(namespace, name)
      ?.fieldManagers.some(({ manager }) => manager === managers[tool]) ?? false
  await poll(isMarked, { what: `${tool} marked the Service`, timeoutMs: 10_000 })
  return { name, controller, plan: await replica().engine.plan(plan.request, admin()) }
}

const targetOf = async (name: string) => (await plane().administrator.readService(namespace, name)).spec.externalName
const blocked = ({ prechecks }: Plan) => prechecks.filter(({ state }) => state === 'block').map(({ code }) => code)
const retarget = (name: string, target: string) => ({ kind: 'retarget' as const, service: ref(name), target })
const proposalOf = ({ request, hash }: Plan): Proposal => ({
  request,
  hash,
  changeId: randomUUID(),
  reason: 'moving on',
})

describe.each(['argo-cd', 'flux'] as const)('a Service that %s keeps', (tool) => {
  const manager = managers[tool]

  test('is not written live: the change for its repository is offered instead', async () => {
    const { name, plan } = await delivered(tool)
    expect(plan.ownerOfField).toBe(tool)
    expect(plan.fieldOwner).toMatchObject({ tool, heals: 'unknown', rivals: [] })
    expect(plan.fieldOwner?.signals.find(({ strength }) => strength === 'strong')?.says).toContain('finance-prod')
    expect(blocked(plan)).toEqual(['field-owner'])
    const [patch] = parse(plan.git?.files.find(({ format }) => format === 'kustomize')?.text ?? '').patches
    expect(patch.target).toEqual({ kind: 'Service', name, namespace })
    expect(parse(patch.patch)).toEqual([{ op: 'replace', path: '/spec/externalName', value: after }])
    const refused = await failureOf(replica().engine.carryOut(carryingOut(plan, { overrides: [] }), admin()))
    expect(refused).toMatchObject({ code: 'unprocessable', reason: 'precheck' })
    expect(await targetOf(name)).toBe(before)
  })

  test('and that is written live all the same is reverted, by the controller’s name', async () => {
    const { name, plan } = await delivered(tool)
    const body = carryingOut(plan)
    const { change } = await replica().engine.carryOut(body, admin())
    expect(change.overrides.map(({ code }) => code)).toEqual(['field-owner'])
    const reverted = await settled(name, body.changeId, 'reverted')
    expect(reverted.steps.at(-1)?.note).toContain(`${manager} wrote the old target back`)
    expect(await targetOf(name)).toBe(before)
  })

  test('takes a proposal, stays as it is until the repository says so, and is proved then', async () => {
    const { name, controller, plan } = await delivered(tool)
    const proposal = proposalOf(plan)
    const { change, created } = await replica().engine.propose(proposal, admin())
    expect(created).toBe(true)
    expect(change).toMatchObject({ state: 'patch-proposed', reason: 'moving on', by: 'admin' })
    expect(change.steps[0]?.note).toContain('finance-prod')
    expect((await replica().engine.propose(proposal, admin())).created).toBe(false)
    expect(await targetOf(name)).toBe(before)

    controller.merge(after)
    const done = await settled(name, proposal.changeId, 'soaking', 'completed')
    expect(done.steps.slice(0, 5).map(({ state }) => state)).toEqual([
      'patch-proposed',
      'observed-live',
      'propagating',
      'verifying',
      'soaking',
    ])
    expect(done.steps[1]?.note).toBe(`${manager} wrote the proposed target.`)
    expect(await targetOf(name)).toBe(after)
    expect(controller.writes()).toBe(2)
  })
})

describe('a proposal', () => {
  test('is waited for by a console that starts later', async () => {
    const { name, controller, plan } = await delivered('argo-cd')
    const first = await startOther()
    const proposal = proposalOf(plan)
    await first.engine.propose(proposal, first.viewer('admin'))
    await first.engine.close()
    await replica().engine.list(ref(name))
    controller.merge(after)
    await settled(name, proposal.changeId, 'soaking', 'completed')
  })

  test('stands in no other change’s way', async () => {
    const { plan } = await delivered('argo-cd')
    await replica().engine.propose(proposalOf(plan), admin())
    const again = await replica().engine.plan(plan.request, admin())
    expect(blocked(again)).toEqual(['field-owner'])
    expect(again.prechecks.map(({ code }) => code)).not.toContain('no-recent-change')
  })

  test('that was withdrawn does not come back when its target does', async () => {
    const { name, controller, plan } = await delivered('argo-cd')
    const proposal = proposalOf(plan)
    await replica().engine.propose(proposal, admin())
    const decision = { decision: 'withdraw' as const, reason: 'decided otherwise' }
    const withdrawn = await replica().engine.decide(ref(name), proposal.changeId, decision, admin())
    expect(withdrawn.state).toBe('cancelled')
    controller.merge(after)
    await poll(async () => (await targetOf(name)) === after, { what: 'the merge arrives', timeoutMs: 10_000 })
    await poll(async () => replica().alias(namespace, name)?.target === after, { what: 'it is seen', timeoutMs: 5_000 })
    expect((await replica().engine.get(ref(name), proposal.changeId)).state).toBe('cancelled')
  })

  test('ends when the repository says another target', async () => {
    const { name, controller, plan } = await delivered('flux')
    const proposal = proposalOf(plan)
    await replica().engine.propose(proposal, admin())
    controller.merge('third.example.org')
    const ended = await settled(name, proposal.changeId, 'cancelled')
    expect(ended.steps.at(-1)?.note).toBe('kustomize-controller wrote another target: third.example.org.')
  })

  test('is refused without the right, with a stale plan, under another’s id, and where no repository is known', async () => {
    const { name, plan } = await delivered('argo-cd')
    const proposal = proposalOf(plan)
    const propose = (given: Proposal, viewer = admin()) => failureOf(replica().engine.propose(given, viewer))
    expect(await propose(proposal, replica().viewer('viewer'))).toMatchObject({ code: 'forbidden' })
    expect(await propose({ ...proposal, hash: 'forged' })).toMatchObject({ causes: [{ field: 'hash' }] })
    const other = { ...proposal, request: retarget(name, 'other.example.org') }
    expect((await propose(other)).reason).toBe('plan-stale')
    await replica().engine.propose(proposal, admin())
    expect((await propose(other)).reason).toBe('change-id-reused')
    const plain = await plannedMove()
    expect((await propose(proposalOf(plain.plan))).reason).toBe('no-repository')
  })
})
