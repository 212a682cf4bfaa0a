import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { carryingOut, failureOf } from '../cluster/change-replica.ts'
import { editorNamespace } from '../control-plane/identities.ts'
import { poll } from '../control-plane/poll.ts'
import { passes } from '../plane/lossy-api-server.ts'
import { addresses, addressStage, ports } from './address-stage.ts'
import { after, lineStage } from './line-stage.ts'
import { at, migrationStage, phaseOf } from './migration-stage.ts'
import { workloadStage } from './workload-stage.ts'

// Migrations where something is missing: a right, a part of the API server, the namespace itself.
const namespace = 'changes-limits'
const stage = lineStage(namespace)
const { replica, admin, ref, line, plannedMove, startOther } = stage
const { newLiteral, service, slices } = addressStage(stage, namespace)
const { start, look, act, vouch, undoAll } = migrationStage(stage)
const { newWorkload } = workloadStage(stage, namespace)

const headless = { pattern: 'address-to-headless' as const, addresses: [...addresses], ports: [...ports] }

test('who may not write EndpointSlices is told the missing right at the gate, and nothing is written', async () => {
  const name = await newLiteral({}, editorNamespace)
  const editor = replica().viewer('editor')
  const given = { id: randomUUID(), service: { ...ref(name), namespace: editorNamespace }, spec: headless }
  const { migration } = await replica().migrations.start({ ...given, soakMinutes: 0 }, editor)
  const seen = await replica().migrations.get(migration.service, migration.id, editor)
  const gate = phaseOf(seen, seen.phase?.id ?? '').gate.map(({ evidence }) => evidence)
  expect(gate.join('\n')).toContain(
    `editor may not create endpointslices.discovery.k8s.io in namespace ${editorNamespace}`,
  )
  const [request] = phaseOf(seen, 'switch').requests
  if (request === undefined) throw new Error('nothing to change')
  expect(await failureOf(replica().engine.plan(request, editor))).toMatchObject({ code: 'forbidden' })
})

test('an API server that serves no EndpointSlices is named at the gate, with the way by hand', async () => {
  const name = await newLiteral()
  const migration = await start(name, headless)
  line().decide = async ({ url }) =>
    url.startsWith('/apis/discovery.k8s.io/')
      ? { ...passes, instead: { status: 404, message: 'the server could not find the requested resource' } }
      : passes
  const seen = await look(migration)
  const gate = phaseOf(seen, seen.phase?.id ?? '').gate.map(({ evidence }) => evidence)
  expect(gate.join('\n')).toContain('does not serve discovery.k8s.io/v1 EndpointSlices')
  expect(gate.join('\n')).toContain('with a v1 Endpoints object of the same name')
  const [request] = phaseOf(seen, 'switch').requests
  if (request === undefined) throw new Error('nothing to change')
  expect(await failureOf(replica().engine.plan(request, admin()))).toMatchObject({ code: 'unprocessable' })
})

test('an API server that refuses the field selector of Services takes a migration in and out as every other', async () => {
  line().decide = async ({ url }) =>
    url.includes('fieldSelector=spec.type')
      ? { ...passes, instead: { status: 400, message: 'field label not supported: spec.type' } }
      : passes
  const old = await startOther({ isOnLine: true })
  const app = await newWorkload({ replicas: 1 })
  const { name } = await plannedMove()
  const spec = { workload: `Deployment ${app}`, selector: { app }, isHeadless: false }
  const ported = { ...spec, ports: [{ name: 'pg', port: 5432, targetPort: 'pg' }] }
  const begun = await start(name, { pattern: 'external-to-internal', ...ported })
  await vouch(begun, 'workload')
  await vouch(begun, 'data')
  await poll(async () => old.alias(namespace, name) !== null, { what: 'its watch shows it', timeoutMs: 20_000 })
  const viewer = old.viewer('admin')
  const seen = await look(begun, old)
  expect(at(seen)).toBe('switch')
  const [request] = phaseOf(seen, 'switch').requests
  if (request === undefined) throw new Error('nothing to change')
  const step = { service: begun.service, id: begun.id, phase: 'switch' }
  await old.engine.carryOut(carryingOut(await old.engine.plan(request, viewer), { migration: step }), viewer)
  await poll(async () => at(await look(begun, old)) === 'close', { what: 'the switch is proved', timeoutMs: 40_000 })
  expect(await service(name)).toMatchObject({ spec: { type: 'ClusterIP', selector: { app } } })
  expect((await undoAll(begun)).changes).toBe(0)
  await poll(async () => old.alias(namespace, name) !== null, { what: 'it is an alias again', timeoutMs: 20_000 })
  expect(await slices(name)).toEqual([])
})

test('a namespace that is deleted midway takes the record beside the Service along, and every call says what is not there', async () => {
  const { migration, request } = await goneMidway(replica())
  const gone = { code: 'not-found', message: expect.stringMatching(/^No migration \S+ is recorded/) }
  expect(await failureOf(look(migration))).toMatchObject(gone)
  expect(await failureOf(act(migration, { action: 'abandon', reason: 'the namespace is gone' }))).toMatchObject(gone)
  const noService = { code: 'not-found', message: expect.stringMatching(/^There is no Service/) }
  expect(await failureOf(replica().engine.plan(request, admin()))).toMatchObject(noService)
})

test('a namespace that is deleted midway stops a migration whose record the console keeps, and it can be ended', async () => {
  const other = await startOther({ consoleNamespace: namespace })
  const { migration, request } = await goneMidway(other)
  const now = await look(migration, other)
  const closed = now.phases.flatMap(({ state, gate }) => (state === 'now' ? gate : [])).filter(isClosed)
  expect(closed.map(({ evidence }) => evidence).join('\n')).toMatch(/The Service was deleted\.|There is no Service/)
  const viewer = other.viewer('admin')
  expect(await failureOf(other.engine.plan(request, viewer))).toMatchObject({ code: 'not-found' })
  const abandon = { action: 'abandon' as const, reason: 'the namespace is gone', keep: true }
  const ended = await other.migrations.act(migration.service, migration.id, abandon, viewer)
  expect(ended.end).toMatchObject({ state: 'abandoned' })
})

const isClosed = ({ state }: { state: string }) => state !== 'pass'

/** A migration whose namespace was deleted after its first change, with the request of its next one. */
async function goneMidway(by: ReturnType<typeof replica>) {
  const home = `${namespace}-gone`
  const { administrator } = stage.plane()
  await administrator.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: home } })
  const name = await newLiteral({}, home)
  const viewer = by.viewer('admin')
  const service = { ...ref(name), namespace: home }
  const spec = { pattern: 'provider-to-provider' as const, target: after }
  const { migration } = await by.migrations.start({ id: randomUUID(), service, spec, soakMinutes: 0 }, viewer)
  const [mark] = phaseOf(migration, 'mark').requests
  const [request] = phaseOf(migration, 'switch').requests
  if (mark === undefined || request === undefined) throw new Error('nothing to change')
  const step = { service, id: migration.id, phase: 'mark' }
  await by.engine.carryOut(carryingOut(await by.engine.plan(mark, viewer), { migration: step }), viewer)
  await administrator.deleteNamespace(home)
  await poll(async () => by.alias(home, name) === null, { what: 'the watch has lost it', timeoutMs: 20_000 })
  return { migration, request }
}
