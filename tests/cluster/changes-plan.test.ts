import { describe, expect, test } from 'vitest'
import { validateTarget } from '@/lib/domain/change/validate-target'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { carryingOut, failureOf } from './change-replica.ts'
import { blue, changeStage, green } from './change-stage.ts'

const controlPlane = providedControlPlane()
const endpoint = (target: string) => ({ type: 'ExternalName', target })
const namespace = 'changes-plan'
const { replica, kubectl, newGroup, toGreen, retarget, targetOf, admin, patchTarget } = changeStage(
  controlPlane,
  namespace,
)

describe('a plan', () => {
  test('shows the write, the proof that the server takes it, and both diagrams, and writes nothing', async () => {
    const name = await newGroup()
    const plan = await replica().engine.plan(toGreen(name), admin())
    expect(plan.writes[0]).toMatchObject({
      verb: 'patch',
      ref: { kind: 'Service', namespace, name },
      body: { spec: { externalName: green } },
    })
    expect(plan.writes[0]?.diff).toContainEqual({ path: 'spec.externalName', before: blue, after: green })
    expect(plan.prechecks.filter(({ state }) => !['pass', 'info'].includes(state))).toEqual([])
    expect(plan.prechecks.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['group-complete', 'group-live', 'target-resolves', 'dry-run']),
    )
    expect(plan.before).toContain('flowchart')
    expect(plan.before).not.toBe(plan.after)
    expect(plan.ownerOfField).toBe('kubectl')
    expect(await targetOf(name)).toBe(blue)
    expect(
      await kubectl('get', 'configmap', '-n', namespace, `signpost-history.${namespace}.${name}`, '--ignore-not-found'),
    ).toBe('')
  })

  test('of the same state has the same hash, with an unrelated annotation too', async () => {
    const name = await newGroup()
    const first = await replica().engine.plan(toGreen(name), admin())
    await kubectl('annotate', 'service', '-n', namespace, name, 'note=unrelated')
    expect((await replica().engine.plan(toGreen(name), admin())).hash).toBe(first.hash)
  })

  test('blocks what surely breaks and only warns of what nobody knows', async () => {
    const name = await newGroup()
    const stateOf = async (target: string, code: string) => {
      const { prechecks } = await replica().engine.plan(retarget(name, target), admin())
      return prechecks.find((precheck) => precheck.code === code)?.state
    }
    expect(await stateOf('nothing-here.example.org', 'target-resolves')).toBe('block')
    expect(await stateOf('servfail.broken.example', 'target-resolves')).toBe('warn')
    expect(await stateOf('10.0.0.1', 'target-not-address')).toBe('block')
    expect(await stateOf(`${name}.${namespace}.svc.cluster.local`, 'target-not-itself')).toBe('block')
    expect(await stateOf('missing.changes-test.svc.cluster.local', 'target-in-cluster')).toBe('block')
    expect(await stateOf(blue, 'target-differs')).toBe('refuse')
  })

  test('is refused for a target in the words of the API server', async () => {
    const name = await newGroup()
    const error = await failureOf(replica().engine.plan(retarget(name, 'Not_A_Host'), admin()))
    expect(error).toMatchObject({ code: 'unprocessable', causes: [{ field: 'target' }] })
    const patch = JSON.stringify({ spec: { externalName: 'Not_A_Host' } })
    const { stderr } = await controlPlane.kubectl([
      'patch',
      'service',
      '-n',
      namespace,
      name,
      '--type=merge',
      '-p',
      patch,
    ])
    expect(stderr).toContain(`spec.externalName: ${error.causes[0]?.message}`)
    const long = `${'a.'.repeat(126)}aa`
    expect(() => validateTarget(long)).toThrow()
    const longPatch = JSON.stringify({ spec: { externalName: long } })
    const refused = await controlPlane.kubectl([
      'patch',
      'service',
      '-n',
      namespace,
      name,
      '--type=merge',
      '-p',
      longPatch,
    ])
    expect(refused.stderr).toContain('must be no more than 253 characters')
  })

  test('of a missing Service is 404, of a colour that is not there 422', async () => {
    expect((await failureOf(replica().engine.plan(retarget('nobody', blue), admin()))).code).toBe('not-found')
    const name = await newGroup()
    await kubectl('delete', 'service', '-n', namespace, `${name}-green`)
    expect(await failureOf(replica().engine.plan(toGreen(name), admin()))).toMatchObject({
      code: 'unprocessable',
      reason: 'not-computable',
    })
  })
})

describe('a plan that is no longer true', () => {
  test('is refused with what was seen, what is there now and what was wanted', async () => {
    const name = await newGroup()
    const plan = await replica().engine.plan(toGreen(name), admin())
    await patchTarget(name, 'someone.else.example.org')
    const error = await failureOf(replica().engine.carryOut(carryingOut(plan), admin()))
    expect(error).toMatchObject({ code: 'conflict', reason: 'plan-stale' })
    expect(error.extra).toEqual({
      seen: endpoint(blue),
      now: endpoint('someone.else.example.org'),
      wanted: endpoint(green),
    })
    expect(await targetOf(name)).toBe('someone.else.example.org')
  })

  test('is refused when a colour went, the Service went, or somebody else made it', async () => {
    const name = await newGroup()
    const plan = await replica().engine.plan(toGreen(name), admin())
    const byOther = { ...admin(), user: 'somebody' }
    expect((await failureOf(replica().engine.carryOut(carryingOut(plan), byOther))).reason).toBe('plan-stale')
    await kubectl('delete', 'service', '-n', namespace, `${name}-green`)
    expect((await failureOf(replica().engine.carryOut(carryingOut(plan), admin()))).extra).toMatchObject({
      now: endpoint(blue),
    })
    await kubectl('delete', 'service', '-n', namespace, name)
    expect((await failureOf(replica().engine.carryOut(carryingOut(plan), admin()))).extra).toMatchObject({
      seen: endpoint(blue),
      now: null,
    })
  })

  test('is refused when its hash is forged, and when it belongs to another request', async () => {
    const name = await newGroup()
    const plan = await replica().engine.plan(toGreen(name), admin())
    const forged = await failureOf(replica().engine.carryOut(carryingOut(plan, { hash: 'forged' }), admin()))
    expect(forged).toMatchObject({ code: 'unprocessable', causes: [{ field: 'hash' }] })
    const other = carryingOut(plan, { request: retarget(name, 'other.example.org') })
    expect((await failureOf(replica().engine.carryOut(other, admin()))).reason).toBe('plan-stale')
    expect(await targetOf(name)).toBe(blue)
  })

  test('survives a write that the hash does not cover', async () => {
    const name = await newGroup()
    const body = carryingOut(await replica().engine.plan(toGreen(name), admin()))
    await kubectl('label', 'service', '-n', namespace, name, 'tier=front')
    expect((await replica().engine.carryOut(body, admin())).created).toBe(true)
  })
})
