import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { MigrationSpec } from '@/lib/domain/migration/migration'
import { failureOf, type ReplicaOptions } from '../cluster/change-replica.ts'
import { poll } from '../control-plane/poll.ts'
import { signedBy } from '../lib/domain/change/probed-targets.ts'
import { addresses, addressStage } from './address-stage.ts'
import { after, before, lineStage } from './line-stage.ts'
import { at, migrationStage, phaseOf, placeOf } from './migration-stage.ts'
import { workloadStage } from './workload-stage.ts'

const namespace = 'changes-migrations'
const stage = lineStage(namespace)
const { replica, admin, ref, plannedMove, files, startOther } = stage
const { client, service, slices, newLiteral } = addressStage(stage, namespace)
const { start, look, act, vouch, carry, carryPhase, undoAll } = migrationStage(stage)
const { newWorkload, scale } = workloadStage(stage, namespace)

const inward = (app: string): MigrationSpec => ({
  ...{ pattern: 'external-to-internal', workload: `Deployment ${app}`, selector: { app }, isHeadless: false },
  ports: [{ name: 'pg', port: 5432, targetPort: 'pg' }],
})
const pgPort = { name: 'pg', port: 5432, protocol: 'TCP' as const }
const newAlias = async () => (await plannedMove()).name

describe('external to internal', () => {
  test('goes through its phases, is taken up by another console, and ends with the history kept', async () => {
    const app = await newWorkload({ replicas: 1 })
    const name = await newAlias()
    const begun = await start(name, inward(app))
    expect(begun.phases.map(({ id }) => id)).toEqual(['record', 'workload', 'data', 'switch', 'soak', 'close'])
    expect([at(begun), phaseOf(begun, 'record').state]).toEqual(['workload', 'done'])
    expect(at(await vouch(begun, 'workload'))).toBe('data')
    expect(at(await vouch(begun, 'data'))).toBe('switch')
    expect(at(await carryPhase(begun, 'switch'))).toBe('close')
    expect(await service(name)).toMatchObject({ spec: { type: 'ClusterIP', selector: { app } } })

    const other = await startOther()
    expect(at(await look(begun, other))).toBe('close')
    expect(await failureOf(act(begun, { action: 'finish' }))).toMatchObject({ reason: 'gate-closed' })
    await vouch(begun, 'close')
    const finished = await act(begun, { action: 'finish', reason: 'all clients were seen on the new side' })
    expect(finished).toMatchObject({ end: { state: 'finished', by: 'admin' }, phase: null })
    expect(finished.people).toEqual(['admin'])
    expect((await files(name)).entries.map(({ migration }) => migration)).toEqual([{ id: begun.id, phase: 'switch' }])
  })

  test('is held by the gate before the switch while no pod is ready, and says so', async () => {
    const app = await newWorkload({ replicas: 1 })
    const name = await newAlias()
    const begun = await start(name, inward(app))
    await vouch(begun, 'workload')
    await vouch(begun, 'data')
    await scale(app, 0)
    const [request] = phaseOf(begun, 'switch').requests
    if (request === undefined) throw new Error('no request')
    const held = await failureOf(carry(begun, 'switch', request))
    expect(held).toMatchObject({ code: 'conflict', reason: 'gate-closed' })
    expect(held.message).toContain('matches no pod')
    expect((await files(name)).target).toBe(before)
  })

  test('refuses the switch before its data was vouched for, and a change that is not its own', async () => {
    const app = await newWorkload({ replicas: 1 })
    const name = await newAlias()
    const begun = await start(name, inward(app))
    const [request] = phaseOf(begun, 'switch').requests
    if (request === undefined) throw new Error('no request')
    expect(await failureOf(carry(begun, 'switch', request))).toMatchObject({ reason: 'gate-closed' })
    const foreign = { kind: 'retarget' as const, service: ref(name), target: after }
    expect(await failureOf(carry(begun, 'switch', foreign))).toMatchObject({ reason: 'not-of-migration' })
    expect((await files(name)).target).toBe(before)
  })

  test('undone after the switch is at the switch again, and is abandoned with nothing left', async () => {
    const app = await newWorkload({ replicas: 1 })
    const name = await newAlias()
    const begun = await start(name, inward(app))
    await vouch(begun, 'workload')
    await vouch(begun, 'data')
    await carryPhase(begun, 'switch')
    expect(await failureOf(act(begun, { action: 'abandon', reason: 'not today' }))).toMatchObject({
      reason: 'changes-in-force',
    })
    expect(at(await undoAll(begun))).toBe('switch')
    expect((await files(name)).target).toBe(before)
    expect(await slices(name)).toEqual([])
    const ended = await act(begun, { action: 'abandon', reason: 'not today' })
    expect(ended.end).toMatchObject({ state: 'abandoned', reason: 'not today' })
    expect(at(await start(name, inward(app)))).toBe('workload')
  })
})

describe('provider to provider', () => {
  test('marks the source, switches target and mark in one patch, and cleans up by choice', async () => {
    const name = await newAlias()
    const begun = await start(name, { pattern: 'provider-to-provider', target: after })
    expect(at(await carryPhase(begun, 'mark'))).toBe('data')
    expect(await service(name)).toMatchObject({ metadata: { annotations: { 'migration-status': 'source' } } })
    await vouch(begun, 'data')
    const switched = await carryPhase(begun, 'switch')
    expect(at(switched)).toBe('close')
    expect(await service(name)).toMatchObject({
      metadata: { annotations: { 'migration-status': 'target' } },
      spec: { externalName: after },
    })
    const [clean] = phaseOf(switched, 'close').options
    expect(clean?.state).toBe('open')
    if (clean === undefined) throw new Error('no option')
    const cleaned = await carry(begun, 'close', clean.request)
    expect(phaseOf(await look(begun), 'close').options).toMatchObject([
      { state: 'taken', change: { id: cleaned.id, by: 'admin' } },
    ])
    expect(JSON.stringify((await service(name)).metadata)).not.toContain('migration-status":')
    await undoAll(begun)
    const back = await service(name)
    expect(back).toMatchObject({ spec: { externalName: before } })
    expect(Object.keys(Reflect.get(back.metadata ?? {}, 'annotations') ?? {})).not.toContain('migration-status')
  })

  /** A console that finds these signers at the hosts that it looks at. */
  async function seeing(issuers: Record<string, string>) {
    const lookAt: ReplicaOptions['lookAt'] = async (_, host) => ({
      plan: { kind: 'probe', host, port: 8443, source: 'spec.ports', tls: 'direct' },
      ...{ latest: signedBy(issuers[host] ?? '').result, waitsFor: null, connectMs: [9] },
    })
    return startOther({ lookAt })
  }

  test('holds both hosts against each other before the move, and warns of another CA without closing the gate', async () => {
    const name = await newAlias()
    const begun = await start(name, { pattern: 'provider-to-provider', target: after })
    await carryPhase(begun, 'mark')
    await vouch(begun, 'data')
    const prober = await seeing({ [before]: 'CN=Old CA', [after]: 'CN=New CA' })
    await poll(async () => prober.alias(namespace, name) !== null, { what: 'its watch shows it', timeoutMs: 20_000 })
    const seen = await look(begun, prober)
    expect(seen.sides).toMatchObject({
      source: { host: before, probe: { port: 8443, certificate: { issuer: 'CN=Old CA' } } },
      target: { host: after, probe: { protocol: 'TLSv1.3', certificate: { issuer: 'CN=New CA' } } },
    })
    expect(seen.sides?.target.answers[0]).toMatchObject({ vantage: 'cluster' })
    const found = phaseOf(seen, 'data').gate.find(({ code }) => code === 'certificate-issuer')
    expect(found).toMatchObject({ state: 'warn', title: 'Another CA signs the certificate of the new target' })
    expect(at(seen)).toBe('switch')
  })

  test('takes what nobody found out about a host for no pass', async () => {
    const name = await newAlias()
    const begun = await start(name, { pattern: 'provider-to-provider', target: after })
    const gate = phaseOf(begun, 'data').gate.filter(({ code }) => /^(target-connects|certificate-issuer)$/.test(code))
    expect(gate.map(({ state }) => state)).toEqual(['warn', 'warn'])
  })

  test('stops where somebody else moved the alias in between', async () => {
    const name = await newAlias()
    const begun = await start(name, { pattern: 'provider-to-provider', target: after })
    await client().request({
      method: 'PATCH',
      path: `/api/v1/namespaces/${namespace}/services/${name}`,
      contentType: 'application/merge-patch+json',
      body: { spec: { externalName: 'elsewhere.example.com' } },
    })
    const now = await look(begun)
    expect(at(now)).toBe('record')
    const found = phaseOf(now, 'record').gate.find(({ code }) => code === 'source-is-live')
    expect(found).toMatchObject({ state: 'block', evidence: `${before} then, elsewhere.example.com now` })
    const [mark] = phaseOf(now, 'mark').requests
    if (mark === undefined) throw new Error('no request')
    expect(await failureOf(carry(begun, 'mark', mark))).toMatchObject({ reason: 'gate-closed' })
  })
})

describe('blue-green', () => {
  test('makes the trio while the active name stays, switches, and collapses to one', async () => {
    const name = await newAlias()
    const begun = await start(name, { pattern: 'blue-green', target: after })
    await carryPhase(begun, 'colours')
    expect([(await files(`${name}-blue`)).target, (await files(`${name}-green`)).target]).toEqual([before, after])
    expect((await files(name)).target).toBe(before)
    const switched = await carryPhase(begun, 'switch')
    expect((await files(name)).target).toBe(after)
    const [blue, green] = phaseOf(switched, 'close').options
    if (blue === undefined || green === undefined) throw new Error('no option')
    await carry(begun, 'close', blue.request)
    expect(phaseOf(await look(begun), 'close').options.map(({ state }) => state)).toEqual(['taken', 'open'])
    await client().request({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}/services/${name}-green` })
    expect(phaseOf(await look(begun), 'close').options.map(({ state }) => state)).toEqual(['taken', 'needless'])
    expect([(await files(`${name}-blue`)).target, (await files(`${name}-green`)).target]).toEqual([null, null])
    expect((await act(begun, { action: 'finish' })).end?.state).toBe('finished')
  })

  test('undone leaves the alias alone as it was', async () => {
    const name = await newAlias()
    const begun = await start(name, { pattern: 'blue-green', target: after })
    await carryPhase(begun, 'colours')
    await carryPhase(begun, 'switch')
    expect(at(await undoAll(begun))).toBe('colours')
    const left = await Promise.all([name, `${name}-blue`, `${name}-green`].map((each) => files(each)))
    expect(left.map(({ target }) => target)).toEqual([before, null, null])
  })
})

describe('an address', () => {
  test('becomes a headless Service once somebody reached it, and goes back without a slice', async () => {
    const name = await newLiteral({ ports: [{ name: 'web', port: 8080 }] })
    const ports = [{ name: 'web', port: 8080, protocol: 'TCP' as const, targetPort: 8443 }]
    const begun = await start(name, { pattern: 'address-to-headless', addresses: [...addresses], ports })
    await vouch(begun, 'reach')
    expect(at(await carryPhase(begun, 'switch'))).toBe('close')
    expect((await slices(name)).flatMap(({ addresses: held }) => held)).toEqual(addresses)
    expect(at(await undoAll(begun))).toBe('switch')
    expect(await slices(name)).toEqual([])
  })
})

describe('internal to external', () => {
  test('makes an alias of a Service, and brings its pods back', async () => {
    const app = await newWorkload({ replicas: 1 })
    const name = `own-${randomUUID().slice(0, 8)}`
    const metadata = { name, namespace, annotations: { owner: 'payments' } }
    const spec = { selector: { app }, ports: [{ ...pgPort, targetPort: 'pg' }] }
    await client().request({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/services`,
      body: { apiVersion: 'v1', kind: 'Service', metadata, spec },
    })
    const begun = await start(name, { pattern: 'internal-to-external', target: after })
    await vouch(begun, 'data')
    expect(at(await carryPhase(begun, 'switch'))).toBe('close')
    expect((await files(name)).target).toBe(after)
    expect(await slices(name)).toEqual([])
    await undoAll(begun)
    await poll(async () => (await slices(name)).some(({ ready }) => ready.length === 1), {
      what: 'its pod is behind it again',
      timeoutMs: 10_000,
    })
    expect(await service(name)).toMatchObject({ spec: { type: 'ClusterIP', selector: { app } } })
  })
})

describe('many aliases of one host', () => {
  test('move in waves, each proved before the next, and go back wave by wave', async () => {
    const names = await Promise.all([newAlias(), newAlias(), newAlias()])
    const places = names.map((name) => placeOf(ref(name)))
    const waves = [places.slice(0, 1), places.slice(1)]
    const begun = await start(names[0] ?? '', { pattern: 'retarget-many', target: after, waves })
    const [, second] = begun.phases.filter(({ kind }) => kind === 'change')
    const [early] = second?.requests ?? []
    if (early === undefined) throw new Error('no request')
    expect(await failureOf(carry(begun, 'wave-2', early))).toMatchObject({ reason: 'gate-closed' })
    expect(at(await carryPhase(begun, 'wave-1'))).toBe('wave-2')
    expect(at(await carryPhase(begun, 'wave-2'))).toBe('close')
    const targets = async () => (await Promise.all(names.map((name) => files(name)))).map(({ target }) => target)
    expect(await targets()).toEqual([after, after, after])
    expect((await look(begun)).undo.map((request) => request.service.name)).toEqual(names.toReversed())
    expect(at(await undoAll(begun))).toBe('wave-1')
    expect(await targets()).toEqual([before, before, before])
  })
})

describe('a migration', () => {
  test('is begun once: the same id again is the same one, and a second one waits for the end of the first', async () => {
    const name = await newAlias()
    const spec: MigrationSpec = { pattern: 'provider-to-provider', target: after }
    const given = { id: randomUUID(), service: ref(name), spec, soakMinutes: 5 }
    expect((await replica().migrations.start(given, admin())).created).toBe(true)
    expect((await replica().migrations.start(given, admin())).created).toBe(false)
    expect(await failureOf(start(name, spec))).toMatchObject({ code: 'conflict', reason: 'migration-open' })
    const other: MigrationSpec = { ...spec, target: 'elsewhere.example.com' }
    expect(await failureOf(replica().migrations.start({ ...given, spec: other }, admin()))).toMatchObject({
      reason: 'migration-id-reused',
    })
  })

  test('needs the right to patch the Service, to begin and to go on', async () => {
    const name = await newAlias()
    const spec: MigrationSpec = { pattern: 'provider-to-provider', target: after }
    const viewer = replica().viewer('viewer')
    const given = { id: randomUUID(), service: ref(name), spec, soakMinutes: 0 }
    expect(await failureOf(replica().migrations.start(given, viewer))).toMatchObject({ code: 'forbidden' })
    const { id, service: kept } = await start(name, spec)
    const word = { action: 'attest' as const, item: 'lag', evidence: '' }
    expect(await failureOf(replica().migrations.act(kept, id, word, viewer))).toMatchObject({
      code: 'forbidden',
      extra: { verb: 'patch', resource: 'services', namespace },
    })
  })

  test('says nothing of its gates to whoever may not get the Service that keeps it', async () => {
    const { id, service: kept } = await start(await newAlias(), { pattern: 'provider-to-provider', target: after })
    const request = { kind: 'retarget' as const, service: { ...kept, namespace: 'editor-home' }, target: after }
    const order = { request, migration: { service: kept, id, phase: 'switch' } }
    const failure = await failureOf(replica().migrations.admit(order, replica().viewer('editor')))
    expect(failure).toMatchObject({ code: 'forbidden', extra: { verb: 'get', resource: 'services', namespace } })
    expect(failure.message).not.toContain('gate')
  })

  test.each([
    ['no such item', { action: 'attest' as const, item: 'nonsense', evidence: '' }, 'unknown-item'],
    ['an end before its gates are open', { action: 'finish' as const }, 'gate-closed'],
  ])('takes %s', async (_, action, reason) => {
    const begun = await start(await newAlias(), { pattern: 'provider-to-provider', target: after })
    expect(await failureOf(act(begun, action))).toMatchObject({ reason })
  })

  test('keeps what was vouched for when two consoles write at once', async () => {
    const begun = await start(await newAlias(), { pattern: 'provider-to-provider', target: after })
    const items = phaseOf(begun, 'data').items.map(({ id }) => id)
    await Promise.all(items.map((item) => act(begun, { action: 'attest', item, evidence: item })))
    const now = await look(begun)
    expect(phaseOf(now, 'data').items.map(({ state }) => state)).toEqual(items.map(() => 'attested'))
  })
})
