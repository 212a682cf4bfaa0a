import { describe, expect, test } from 'vitest'
import { carryingOut, failureOf } from '../cluster/change-replica.ts'
import { addressStage } from './address-stage.ts'
import { after, lineStage } from './line-stage.ts'
import { migrationPatterns } from './migration-patterns.ts'
import { migrationStage, phaseOf } from './migration-stage.ts'

// Every pattern, stopped at every phase: taken back there, or raced there by somebody with kubectl, and taken up by a console that never saw it.
const namespace = 'changes-phases'
const stage = lineStage(namespace)
const { replica, admin, files, startOther } = stage
const { client, slices } = addressStage(stage, namespace)
const { start, look, vouch, carryPhase, undoAll } = migrationStage(stage)
const { stops, newAlias, bringTo, stateOf, expectRecordsTrue } = migrationPatterns(stage, namespace)

describe.each(stops)('$title at $phase', ({ begin, phase }) => {
  test('taken back after it leaves the Services as they were, and no slice of ours', async () => {
    const { migration, names } = await begin()
    const old = await stateOf(names)
    await bringTo(migration, phase)
    await carryPhase(migration, phase)
    expect(await stateOf(names)).not.toEqual(phase === 'mark' ? null : old)
    expect((await undoAll(migration)).changes).toBe(0)
    expect(await stateOf(names)).toEqual(old)
    await expectRecordsTrue(names)
  })

  test('goes on at a console that never saw it', async () => {
    const { migration, names } = await begin()
    await bringTo(migration, phase)
    const other = await startOther()
    const seen = await look(migration, other)
    expect(seen.phase?.id).toBe(phase)
    const viewer = other.viewer('admin')
    for (const request of phaseOf(seen, phase).requests) {
      const step = { service: migration.service, id: migration.id, phase }
      const body = carryingOut(await other.engine.plan(request, viewer), { migration: step })
      await other.migrations.admit(body, viewer)
      await other.engine.carryOut(body, viewer)
    }
    expect((await look(migration)).changes).toBeGreaterThan(0)
    await expectRecordsTrue(names)
  })

  test('stops where somebody writes the Service between plan and order, and what they wrote stays', async () => {
    const { migration } = await begin()
    const now = await bringTo(migration, phase)
    const [request] = phaseOf(now, phase).requests
    if (request === undefined) throw new Error('nothing to change')
    const plan = await replica().engine.plan(request, admin())
    const step = { service: migration.service, id: migration.id, phase }
    const { name } = request.service
    const foreign = {
      ...{ apiVersion: 'v1', kind: 'Service' },
      spec: { type: 'ExternalName', externalName: 'theirs.example.com' },
    }
    const path = `/api/v1/namespaces/${namespace}/services`
    if (request.kind === 'create')
      await client().request({ method: 'POST', path, body: { ...foreign, metadata: { name, namespace } } })
    else
      await client().request({
        ...{ method: 'PATCH', path: `${path}/${name}`, contentType: 'application/merge-patch+json' },
        body: { spec: { externalName: 'theirs.example.com' } },
      })
    const order = replica().engine.carryOut(carryingOut(plan, { migration: step }), admin())
    expect(await failureOf(order)).toMatchObject({ code: 'conflict', reason: 'plan-stale' })
    expect((await files(name)).target).toBe('theirs.example.com')
    expect((await slices(name)).length).toBe(0)
  })
})

test('a Service that is deleted midway stops the migration, and its record stays', async () => {
  const name = await newAlias()
  const begun = await start(name, { pattern: 'provider-to-provider', target: after })
  await carryPhase(begun, 'mark')
  await client().request({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}/services/${name}` })
  await vouch(begun, 'data')
  const now = await look(begun)
  // A proof that was still going on ends with the Service: then the phase before is not proved any more.
  expect(['mark', 'data']).toContain(now.phase?.id)
  const closed = now.phases.find(({ state }) => state === 'now')?.gate.filter(({ state }) => state !== 'pass')
  expect(closed?.length).toBeGreaterThan(0)
  const [request] = phaseOf(now, 'switch').requests
  if (request === undefined) throw new Error('nothing to change')
  expect(await failureOf(replica().engine.plan(request, admin()))).toMatchObject({ code: 'not-found' })
})
