import { createHash, randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { carryingOut, failureOf } from '../cluster/change-replica.ts'
import { after, before, lineStage } from './line-stage.ts'

const { plane, line, replica, admin, ref, plannedMove, files } = lineStage('changes-attacks')
let expectedWrites = 0

afterEach(() => {
  expect(line().patches, 'real writes of the Service').toBe(expectedWrites)
  expectedWrites = 0
})

test('a hash that is made up, or right but for one character, is refused, and nothing is recorded', async () => {
  const { name, plan } = await plannedMove()
  const [version, digest, seen] = plan.hash.split('.')
  const madeUp = createHash('sha256').update('forged').digest('base64url')
  const almost = `${digest?.startsWith('A') ? 'B' : 'A'}${digest?.slice(1)}`
  for (const hash of [
    '',
    'forged',
    `${version}.${madeUp}.${seen}`,
    `${version}.${almost}.${seen}`,
    `${version}.${digest}`,
  ]) {
    const error = await failureOf(replica().engine.carryOut(carryingOut(plan, { hash }), admin()))
    expect(['invalid-hash', 'plan-stale'], `${hash}: ${error.message}`).toContain(error.reason)
  }
  expect(await files(name)).toEqual({ target: before, carried: null, entries: [] })
})

test('what a forged hash claims to have seen is not taken for the truth', async () => {
  const { plan } = await plannedMove()
  const [version, digest] = plan.hash.split('.')
  const claim = Buffer.from(JSON.stringify({ target: 'evil.example.org', type: 'ExternalName' })).toString('base64url')
  const body = carryingOut(plan, { hash: `${version}.${digest}.${claim}` })
  expect((await failureOf(replica().engine.carryOut(body, admin()))).reason).toBe('plan-stale')
})

test('a plan whose Service moved since is refused with seen, now and wanted', async () => {
  const { name, plan } = await plannedMove()
  const moved = 'somebody.else.example.org'
  await plane().administrator.patchService('changes-attacks', name, { spec: { externalName: moved } })
  const error = await failureOf(replica().engine.carryOut(carryingOut(plan), admin()))
  expect(error).toMatchObject({ code: 'conflict', reason: 'plan-stale' })
  expect(error.extra).toMatchObject({ seen: { target: before }, now: { target: moved }, wanted: { target: after } })
  expect(await files(name)).toMatchObject({ target: moved, entries: [] })
})

test('a request that was edited after planning, in kind, target or Service, is refused', async () => {
  const { plan } = await plannedMove()
  const { name: another } = await plannedMove()
  const edits = [
    { kind: 'retarget', service: plan.request.service, target: 'evil.example.org' },
    { kind: 'retarget', service: ref(another), target: after },
    { kind: 'undo', service: plan.request.service, changeId: randomUUID() },
  ] as const
  for (const request of edits) {
    const error = await failureOf(replica().engine.carryOut(carryingOut(plan, { request }), admin()))
    expect(['plan-stale', 'unknown-change']).toContain(error.reason)
  }
})

test('the plan of another identity is refused', async () => {
  const { plan } = await plannedMove()
  const somebody = { ...admin(), user: 'somebody' }
  expect((await failureOf(replica().engine.carryOut(carryingOut(plan), somebody))).reason).toBe('plan-stale')
})

test('an override that ended with its plan, or claims to outlive it, is refused by name and nothing is recorded; one in time is kept with its end', async () => {
  const { name, plan } = await plannedMove({ annotations: { 'signpost/freeze': 'year-end closing' } })
  const given = (until: string) => ({
    overrides: [{ code: 'not-frozen', reason: 'the provider is on fire', until }],
    changeId: randomUUID(),
  })
  const from = Date.parse(plan.expiresAt)
  for (const [until, words] of [
    [new Date(from - 600_000).toISOString(), 'has passed'],
    [new Date(from + 120_000).toISOString(), 'must be at most 10 minutes ahead'],
  ] as const) {
    const error = await failureOf(replica().engine.carryOut(carryingOut(plan, given(until)), admin()))
    expect(error).toMatchObject({ code: 'unprocessable', reason: 'override-expired' })
    expect(error.causes).toMatchObject([{ field: 'overrides.0.until', message: expect.stringContaining(words) }])
  }
  expect(await files(name)).toEqual({ target: before, carried: null, entries: [] })
  const body = carryingOut(plan, given(plan.expiresAt))
  const { change } = await replica().engine.carryOut(body, admin())
  expect(change.overrides).toEqual(body.overrides)
  expect((await files(name)).entries[0]?.overrides).toEqual(body.overrides)
  expectedWrites = 1
})

test('one change id sent ten times at once and again later, in either case of its letters, writes once and is always answered with the first result', async () => {
  const { plan } = await plannedMove()
  const body = carryingOut(plan)
  const upper = { ...body, changeId: body.changeId.toUpperCase() }
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => replica().engine.carryOut(index % 2 ? upper : body, admin())),
  )
  answers.push(await replica().engine.carryOut(body, admin()))
  expect(answers.filter(({ created }) => created)).toHaveLength(1)
  expect(new Set(answers.map(({ change }) => change.id))).toEqual(new Set([body.changeId]))
  expectedWrites = 1
})

test('one change id for two requests at once carries out one of them and refuses the other', async () => {
  const { name, plan } = await plannedMove()
  const other = await replica().engine.plan(
    { kind: 'retarget', service: ref(name), target: 'third.example.org' },
    admin(),
  )
  const changeId = randomUUID()
  const bodies = [carryingOut(plan, { changeId }), carryingOut(other, { changeId })]
  const answers = await Promise.allSettled(bodies.map((body) => replica().engine.carryOut(body, admin())))
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = answers.find(({ status }) => status === 'rejected')
  expect(refused?.status === 'rejected' && refused.reason.reason).toBe('change-id-reused')
  expectedWrites = 1
})
