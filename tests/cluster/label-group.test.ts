import { beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { carryingOut, failureOf } from './change-replica.ts'
import { blue, changeStage, green } from './change-stage.ts'

const controlPlane = providedControlPlane()
const namespace = 'label-group'
const stage = changeStage(controlPlane, namespace)
const { replica, kubectl, admin, targetOf, ref } = stage
const rounds = 12

const labelsOf = (group: string, role: string) => ({ 'signpost/group': group, 'signpost/role': role })
const alias = (name: string, externalName: string, labels: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace, name, labels, annotations: { owner: 'payments' } },
  spec: { type: 'ExternalName', externalName },
})

let counter = 0

/** A group that labels make of Services whose names say nothing, blue live; its active Service. */
async function newLabelGroup(): Promise<string> {
  counter += 1
  const group = `search-${counter}`
  const name = `find-${counter}`
  await stage.create(
    alias(name, blue, labelsOf(group, 'active')),
    alias(`${name}-old`, blue, labelsOf(group, 'blue')),
    alias(`${name}-new`, green, labelsOf(group, 'green')),
  )
  await poll(async () => replica().alias(namespace, `${name}-new`) !== null, {
    what: 'the watch shows the group',
    timeoutMs: 10_000,
  })
  return name
}

const toGreen = (name: string) => ({ kind: 'switch' as const, service: ref(name), to: 'green' as const })
const relabel = (name: string, ...labels: string[]) =>
  kubectl('label', 'service', '-n', namespace, name, '--overwrite', ...labels)

describe('a group made by labels', () => {
  test('is switched to the target of whoever is labelled green, and takes it back', async () => {
    const name = await newLabelGroup()
    const plan = await replica().engine.plan(toGreen(name), admin())
    const complete = plan.prechecks.find(({ code }) => code === 'group-complete')
    expect(complete).toMatchObject({ state: 'pass', evidence: `${name}, ${name}-old, ${name}-new` })
    const { change } = await replica().engine.carryOut(carryingOut(plan), admin())
    expect(await targetOf(name)).toBe(green)
    const undo = await replica().engine.plan(stage.undo(name, change.id), admin())
    await replica().engine.carryOut(carryingOut(undo), admin())
    expect(await targetOf(name)).toBe(blue)
  })

  test.each([
    ['a colour is labelled away', (name: string) => relabel(`${name}-new`, 'signpost/role-')],
    ['a colour is led into another group', (name: string) => relabel(`${name}-new`, 'signpost/group=elsewhere')],
    ['the colours trade places', (name: string) => relabel(`${name}-new`, 'signpost/role=blue')],
    ['the active alias leaves', (name: string) => relabel(name, 'signpost/group-', 'signpost/role-')],
    [
      'the colour that is left is claimed by two',
      (name: string) => stage.create(alias(`${name}-rival`, green, labelsOf(name.replace('find', 'search'), 'blue'))),
    ],
  ])('voids a plan when %s: 409, and nothing is written', async (_, disturb) => {
    const name = await newLabelGroup()
    const plan = await replica().engine.plan(toGreen(name), admin())
    await disturb(name)
    const error = await failureOf(replica().engine.carryOut(carryingOut(plan), admin()))
    expect(error).toMatchObject({ code: 'conflict', reason: 'plan-stale' })
    expect(error.extra).toMatchObject({ seen: { target: blue }, now: { target: blue } })
    expect(await targetOf(name)).toBe(blue)
  })

  test('cannot be planned while two Services claim the colour, and both are named', async () => {
    const name = await newLabelGroup()
    await stage.create(alias(`${name}-rival`, blue, labelsOf(name.replace('find', 'search'), 'green')))
    const error = await failureOf(replica().engine.plan(toGreen(name), admin()))
    expect(error).toMatchObject({ code: 'unprocessable', reason: 'not-computable' })
    expect(error.message).toContain(`${name}-new and ${name}-rival are labelled green`)
  })

  test('is not switched through a member that is not its active alias', async () => {
    const name = await newLabelGroup()
    const error = await failureOf(replica().engine.plan(toGreen(`${name}-old`), admin()))
    expect(error.message).toContain(`${name}-old is not the active alias of group`)
    expect(error.message).toContain(name)
  })

  test('raced with relabelling goes one way or the other in each round: what was planned, or 409', {
    timeout: 200_000,
  }, async () => {
    const name = await newLabelGroup()
    await stage.create(alias(`${name}-next`, 'third.example.org', {}))
    const came = { applied: 0, stale: 0 }
    for (let round = 0; round < rounds; round += 1) {
      const plan = await replica().engine.plan(toGreen(name), admin())
      const handOver = async () => {
        await relabel(`${name}-new`, 'signpost/group-', 'signpost/role-')
        await relabel(`${name}-next`, `signpost/group=${name.replace('find', 'search')}`, 'signpost/role=green')
      }
      const click = async () => {
        for (let wait = 0; wait < round % 6; wait += 1) await targetOf(name)
        return replica().engine.carryOut(carryingOut(plan), admin())
      }
      const [outcome] = await Promise.allSettled([click(), handOver()])
      if (outcome.status === 'fulfilled') {
        came.applied += 1
        expect(await targetOf(name)).toBe(green)
      } else {
        came.stale += 1
        expect(outcome.reason).toBeInstanceOf(AppError)
        expect(outcome.reason).toMatchObject({ code: 'conflict', reason: 'plan-stale' })
        expect(await targetOf(name)).toBe(blue)
      }
      await relabel(`${name}-next`, 'signpost/group-', 'signpost/role-')
      await relabel(`${name}-new`, `signpost/group=${name.replace('find', 'search')}`, 'signpost/role=green')
      await stage.patchTarget(name, blue)
    }
    expect(Math.min(came.applied, came.stale), JSON.stringify(came)).toBeGreaterThan(0)
  })
})

describe('somebody who may get and patch Services, and not list them', () => {
  beforeAll(async () => {
    await kubectl('create', 'role', 'switcher', '-n', namespace, '--verb=get,patch', '--resource=services')
    await kubectl('create', 'rolebinding', 'switcher', '-n', namespace, '--role=switcher', '--user=nobody')
  })

  test('plans a switch of a label group by the names that the watch knows, read anew', async () => {
    const name = await newLabelGroup()
    const mine = await replica().engine.plan(toGreen(name), replica().viewer('nobody'))
    expect(mine.writes[0]?.body).toMatchObject({ spec: { externalName: green } })
    expect(mine.prechecks.find(({ code }) => code === 'group-complete')).toMatchObject({ state: 'pass' })
  })
})
