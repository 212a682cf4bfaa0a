import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { doubtMs } from '@/lib/domain/change/settle-record'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { type ChangeReplica, carryingOut, startReplica } from '../cluster/change-replica.ts'
import { poll } from '../control-plane/poll.ts'
import { isRecordWrite } from '../plane/lossy-api-server.ts'
import { isOnRealPlane, openTestPlane, type TestPlane } from '../plane/test-plane.ts'
import { readChangeFiles } from './change-files.ts'
import { seededRandom, testSeed } from './seeded-random.ts'
import { type DoomedConsole, startDoomedConsole } from './start-doomed-console.ts'

const namespace = 'changes-kills'
// Each is a process of its own: all of them on the real control plane, a part where a newcomer waits for the tests.
const kills = isOnRealPlane() ? 100 : 24
const lanes = 4
const before = 'api-v1.backend.com'
const after = 'api-v2.backend.com'
// A console looks again a moment after a doubt has ended, and on a busy machine everything it then does takes its time.
const recoveryMs = 3 * doubtMs
const proofMs = 60_000
const finished = ['completed', 'soaking', 'inconclusive', 'failed', 'not-applied', 'undone']

// How the console dies at one of its requests: before it is sent, while it is on its way (it arrives afterwards), or before its answer is read.
const deaths = ['before', 'on-its-way', 'unanswered'] as const

const kinds = [
  'retarget',
  'create',
  'switch',
  'delete',
  'retarget',
  'undo',
  'to-cluster-ip',
  'delete',
  'create',
] as const

interface Kill {
  readonly name: string
  readonly kind: (typeof kinds)[number]
  readonly death: (typeof deaths)[number]
  /** Where in the change, as a share of the requests of one that runs to its end. */
  readonly share: number
  /** Dies at the write of the intent instead: between it and the patch there is little room to be hit by chance. */
  readonly isAtIntent: boolean
  readonly id: string
}

const seed = testSeed()
const random = seededRandom(seed)
const plan: Kill[] = Array.from({ length: kills }, (_, index) => ({
  name: `victim-${index}`,
  kind: kinds[index % kinds.length] ?? 'retarget',
  death: index % 12 === 0 ? 'unanswered' : (deaths[Math.floor(random() * deaths.length)] ?? 'before'),
  share: random(),
  isAtIntent: index % 12 === 0,
  id: randomUUID(),
}))

let plane: TestPlane
let compileCache: string
let fresh: ChangeReplica[] = []

beforeAll(async () => {
  plane = await openTestPlane()
  compileCache = await mkdtemp(join(tmpdir(), 'signpost-compiled-'))
  await plane.administrator.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
  const made = plan.filter(({ kind }) => kind !== 'create').map(({ name }) => name)
  await plane.administrator.apply(...[...made, 'model'].flatMap(group))
})
afterAll(async () => {
  await Promise.all(fresh.map((replica) => replica.close()))
  await plane?.administrator.deleteNamespace(namespace)
  await plane?.close()
  await rm(compileCache, { recursive: true, force: true })
})

function group(name: string): object[] {
  return [
    [name, before],
    [`${name}-blue`, before],
    [`${name}-green`, after],
  ].map(([member = '', externalName]) => alias(member, externalName))
}

function alias(name: string, externalName = before): Record<string, unknown> {
  const metadata = { name, namespace, annotations: { owner: 'payments' } }
  return { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'ExternalName', externalName } }
}

function requestOf(kind: Kill['kind'], name: string, cluster: string, undone: string): ChangeRequest {
  const service = { cluster, namespace, name }
  switch (kind) {
    case 'switch':
      return { kind, service, to: 'green' }
    case 'undo':
      return { kind, service, changeId: undone }
    case 'create':
      return { kind, service, manifest: alias(name) }
    case 'delete':
      return { kind, service }
    case 'to-cluster-ip':
      return { kind, service, selector: { app: 'nobody' }, ports: [{ port: 443 }] }
    default:
      return { kind, service, target: after }
  }
}

const isWatch = (url: string) => url.includes('watch=')

/** How many requests a change makes that nobody disturbs, from its click to its proof. */
async function countRequests(): Promise<number> {
  const model = await startDoomedConsole(plane, compileCache)
  let count = 0
  try {
    const order = { id: randomUUID(), request: requestOf('switch', 'model', model.cluster, '') }
    await model.carryOut(order, () => {
      model.line.decide = async ({ url }) => {
        if (!isWatch(url)) count += 1
        return { forward: true, answer: true }
      }
    })
    return count
  } finally {
    await model.end()
  }
}

async function killDuring(doomed: DoomedConsole, kill: Kill, requests: number): Promise<void> {
  const undone = randomUUID()
  if (kill.kind === 'undo') {
    const request = requestOf('retarget', kill.name, doomed.cluster, '')
    await doomed.carryOut({ id: undone, request }, () => undefined)
  }
  // One more than there are: the console dies when all is done.
  const fatal = 1 + Math.floor(kill.share * (requests + 1))
  let count = 0
  let isDead = false
  const arm = () => {
    doomed.line.decide = async (request) => {
      if (isWatch(request.url)) return { forward: true, answer: true }
      count += 1
      const isFatal = kill.isAtIntent ? !isDead && isRecordWrite(request) : count === fatal
      if (!isFatal) return { forward: true, answer: true }
      isDead = true
      if (kill.death !== 'unanswered') doomed.kill()
      const afterwards = kill.death === 'unanswered' ? doomed.kill : () => undefined
      return { forward: kill.death !== 'before', answer: false, afterwards }
    }
  }
  await doomed.carryOut({ id: kill.id, request: requestOf(kill.kind, kill.name, doomed.cluster, undone) }, arm)
}

async function runLane(queue: Kill[], requests: number): Promise<void> {
  for (let kill = queue.shift(); kill; kill = queue.shift()) {
    const doomed = await startDoomedConsole(plane, compileCache)
    try {
      await killDuring(doomed, kill, requests)
    } finally {
      await doomed.end()
    }
  }
}

/** The target before and after a change of this kind; null where the Service has none, or is none. */
const targets: Readonly<Record<Kill['kind'], readonly [from: string | null, to: string | null]>> = {
  retarget: [before, after],
  switch: [before, after],
  undo: [after, before],
  create: [null, before],
  delete: [before, null],
  'to-cluster-ip': [before, null],
}

test(`${kills} consoles killed anywhere in a change leave no half change and none without a record: a fresh console finishes each once its ${doubtMs / 1000} s of doubt are over, and each can be undone (seed ${seed})`, {
  timeout: 500_000,
}, async () => {
  const requests = await countRequests()
  expect(requests).toBeGreaterThan(8)
  const queue = [...plan]
  await Promise.all(Array.from({ length: lanes }, () => runLane(queue, requests)))

  fresh = await Promise.all([startReplica(plane), startReplica(plane)])
  const [one] = fresh
  if (!one) throw new Error('no fresh console')
  const client = one.viewer('admin').client(one.cluster)
  const statesNow = async () => {
    const found = await Promise.all(plan.map(({ name }) => readChangeFiles(client, namespace, name)))
    return found.flatMap(({ entries }, index) => entries.map(({ state }) => `${plan[index]?.name} ${state}`))
  }
  await untilNone(statesNow, ['ready', 'applying'], recoveryMs)
  await untilNone(statesNow, ['applied', 'propagating', 'verifying', 'undoing'], proofMs)

  const outcomes = { unrecorded: 0, notApplied: 0, applied: 0 }
  for (const kill of plan) outcomes[await verifyOutcome(client, kill)] += 1
  expect(Math.min(...Object.values(outcomes)), JSON.stringify(outcomes)).toBeGreaterThan(0)
  await undoAll(one, client)
})

async function untilNone(statesNow: () => Promise<string[]>, doubtful: string[], timeoutMs: number): Promise<void> {
  let last: string[] = []
  const isOver = async () => {
    last = (await statesNow()).filter((line) => doubtful.some((state) => line.endsWith(` ${state}`)))
    return last.length === 0
  }
  await poll(isOver, { what: `no record says ${doubtful.join(', ')}`, timeoutMs, everyMs: 250 }).catch(() => undefined)
  expect(last, `still in doubt ${timeoutMs / 1000} s after the restart (seed ${seed})`).toEqual([])
}

/** Holds the record and the Service against each other: they must tell the same story of the change that was interrupted. */
async function verifyOutcome(client: KubeClient, kill: Kill): Promise<'unrecorded' | 'notApplied' | 'applied'> {
  const { target, carried, entries } = await readChangeFiles(client, namespace, kill.name)
  const entry = entries.find(({ id }) => id === kill.id)
  const story = `${JSON.stringify(kill)}, seed ${seed}: ${JSON.stringify({ target, carried, entries })}`
  const [from, to] = targets[kill.kind]
  expect([from, to], story).toContain(target)
  const isApplied = target === to
  expect(carried?.id === kill.id, story).toBe(isApplied && kill.kind !== 'delete')
  if (!entry) {
    expect(isApplied, `a change without a record: ${story}`).toBe(false)
    return 'unrecorded'
  }
  expect(finished, story).toContain(entry.state)
  expect(entry.state !== 'not-applied', story).toBe(isApplied)
  expect(entry.steps.at(-1)?.state, story).toBe(entry.state)
  expect([entry.from.target, entry.to.target], story).toEqual([from, to])
  if (!isApplied) expect(entry.steps.at(-1)?.note, story).toBeTruthy()
  const undone = entries.find(({ id }) => id === entry.undoOf)
  if (kill.kind === 'undo') expect(undone?.state === 'undone', story).toBe(isApplied)
  return isApplied ? 'applied' : 'notApplied'
}

async function undoAll(replica: ChangeReplica, client: KubeClient): Promise<void> {
  const viewer = replica.viewer('admin')
  for (const { name, id, kind } of plan) {
    const { target, entries } = await readChangeFiles(client, namespace, name)
    const [from, to] = targets[kind]
    if (target !== to || entries.find((entry) => entry.id === id) === undefined) continue
    const service = { cluster: replica.cluster, namespace, name }
    const request = { kind: 'undo', service, changeId: id } as const
    const undo = await replica.engine.plan(request, viewer)
    expect(undo.prechecks.filter(({ state }) => state === 'block' || state === 'refuse')).toEqual([])
    await replica.engine.carryOut(carryingOut(undo), viewer)
    expect((await readChangeFiles(client, namespace, name)).target).toBe(from)
  }
}
