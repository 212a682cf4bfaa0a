import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ChangeView, changeSchema, planSchema, serviceChangesSchema } from '@/lib/contract/changes'
import { type MigrationView, migrationSchema } from '@/lib/contract/migrations'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { doubtMs } from '@/lib/domain/change/settle-record'
import { type EventReader, readEvents } from '../api/event-reader.ts'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias } from '../journeys/manifests.ts'
import {
  isServiceWrite,
  kubeconfigFor,
  type LossyApiServer,
  passes,
  startLossyApiServer,
} from '../plane/lossy-api-server.ts'

// Two built consoles on one cluster, each behind a line of its own on which its writes are counted; one is killed at its write of a Service.
const plane = providedControlPlane()
const home = 'handed-over'
const cluster = 'shared'
const [before, after] = ['api-v1.backend.com', 'api-v2.backend.com']
const proved = ['soaking', 'completed']
// A doubt ends after 15 s; whoever looks at it then looks again a moment later, on a machine that does other things too.
const handOverMs = doubtMs + 4000

interface Member {
  readonly line: LossyApiServer
  readonly console: RunningConsole
  /** Paths of the Services that it wrote to, once for each write. */
  readonly writes: string[]
}

let folder: string
let survivor: Member
let stream: EventReader
const lines: LossyApiServer[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-handed-over-'))
  await kubectl('create', 'namespace', home)
  await apply(...['arrives', 'lost', 'steady', 'wave-1', 'wave-2'].map((name) => alias(home, name, before)))
  survivor = await startMember()
  stream = await readEvents(survivor.console.url)
})
afterAll(async () => {
  await stream?.stop()
  await survivor?.console.stop()
  await Promise.all(lines.map((line) => line.close()))
  await kubectl('delete', 'namespace', home, '--wait=false')
  await rm(folder, { recursive: true, force: true })
})

async function kubectl(...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await plane.kubectl(args)
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
  return stdout
}

async function apply(...items: object[]): Promise<void> {
  const { stderr, code } = await plane.kubectl(['apply', '-f', '-'], {
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  })
  if (code !== 0) throw new Error(stderr)
}

async function startMember(): Promise<Member> {
  const line = await startLossyApiServer(plane)
  lines.push(line)
  const path = join(folder, `kubeconfig-${lines.length}`)
  await writeFile(path, kubeconfigFor(line.url, plane.token('admin'), cluster))
  const writes: string[] = []
  line.decide = async (request) => {
    if (isServiceWrite(request)) writes.push(request.url.split('?')[0] ?? '')
    return passes
  }
  const env = { SIGNPOST_SOAK: '0' }
  return { line, writes, console: await startConsole({ ...plane, kubeconfigPath: () => path }, env) }
}

async function ask(member: Member, path: string, body?: object): Promise<unknown> {
  const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`${member.console.url}/api/v1${path}`, init)
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}

const until = <Value>(what: string, look: () => Promise<Value | undefined | false>, timeoutMs = 20_000) =>
  poll(look, { what, timeoutMs, everyMs: 100 })

const service = (name: string) => ({ cluster, namespace: home, name })
const move = (name: string): ChangeRequest => ({ kind: 'retarget', service: service(name), target: after })

interface Order {
  readonly request: ChangeRequest
  readonly changeId: string
  readonly migration?: { readonly service: object; readonly id: string; readonly phase: string }
}

async function carryOut(member: Member, order: Order): Promise<ChangeView> {
  const { hash, prechecks } = planSchema.parse(await ask(member, '/plans', order.request))
  const codes = (state: string) => prechecks.filter((check) => check.state === state).map(({ code }) => code)
  const overrides = codes('block').map((code) => ({ code, reason: 'this is what the test wants' }))
  return changeSchema.parse(await ask(member, '/changes', { ...order, hash, acknowledge: codes('warn'), overrides }))
}

/** Has a console carry a change out and kills it at its write, which arrives or does not; gives when that was. */
async function dieAt(doomed: Member, order: Order, arrives: boolean): Promise<number> {
  let killedAt = 0
  doomed.line.decide = async (request) => {
    if (!isServiceWrite(request)) return passes
    doomed.writes.push(request.url.split('?')[0] ?? '')
    killedAt = performance.now()
    await doomed.console.kill()
    return { forward: arrives, answer: false }
  }
  await expect(carryOut(doomed, order)).rejects.toThrow('fetch failed')
  expect(killedAt).toBeGreaterThan(0)
  return killedAt
}

/** How often each console wrote to a Service. */
const writesTo = (name: string, ...members: Member[]) =>
  members.map(({ writes }) => writes.filter((path) => path.endsWith(`/services/${name}`)).length)

const historyAt = async (member: Member, name: string) =>
  serviceChangesSchema
    .parse(await ask(member, `/services/${cluster}/${home}/${name}/changes`))
    .items.map(({ id, state, by, from, to }) => ({ id, state, by, from, to }))

const written = async (name: string) => {
  const { metadata, spec } = JSON.parse(await kubectl('get', 'service', name, '-n', home, '-o', 'json'))
  return { resourceVersion: metadata.resourceVersion, target: spec.externalName }
}

// Each waits until a doubt has ended: side by side.
describe.concurrent('of two consoles', () => {
  test.each([
    { name: 'arrives', arrives: true, end: proved, target: after },
    { name: 'lost', arrives: false, end: ['not-applied'], target: before },
  ])(
    'a console killed at its write, which $name: the other one ends the story in time and writes nothing twice, and both tell the same',
    async ({ name, arrives, end, target }) => {
      const doomed = await startMember()
      const order = { request: move(name), changeId: randomUUID() }
      const killedAt = await dieAt(doomed, order, arrives)
      const path = `/changes/${cluster}/${home}/${name}/${order.changeId}`
      const ended = await until(
        'the other console has ended it',
        async () => {
          const change = changeSchema.parse(await ask(survivor, path))
          return end.includes(change.state) && change
        },
        60_000,
      )
      expect(performance.now() - killedAt).toBeLessThan(handOverMs)
      expect(ended).toMatchObject({ id: order.changeId, by: 'admin', to: { target: after } })
      await until('its stream told that end', async () =>
        stream.changes.some(({ id, state }) => id === order.changeId && end.includes(state)),
      )

      const now = await written(name)
      expect(now.target).toBe(target)
      expect(writesTo(name, doomed, survivor), 'writes of the Service').toEqual([1, 0])
      const history = await historyAt(survivor, name)
      expect(history.map(({ id }) => id)).toEqual([order.changeId])

      const restarted = await startMember()
      expect(await historyAt(restarted, name)).toEqual(history)
      expect(await written(name)).toEqual(now)
      await restarted.console.stop()
    },
  )

  test('a console killed in a phase of a migration: the other one proves the phase in time, goes on with the next and closes it', async () => {
    const doomed = await startMember()
    const id = randomUUID()
    const kept = service('wave-1')
    const waves = ['wave-1', 'wave-2'].map((name) => [{ namespace: home, name }])
    const spec = { pattern: 'retarget-many', target: after, waves }
    await ask(doomed, '/migrations', { id, service: kept, spec, soakMinutes: 0 })
    const path = `/migrations/${cluster}/${home}/wave-1/${id}`
    const look = async () => migrationSchema.parse(await ask(survivor, path))
    const phaseOf = ({ phases }: MigrationView, phase: string) => phases.find((each) => each.id === phase)
    const attest = async (migration: MigrationView) => {
      for (const { items } of migration.phases.filter(({ kind }) => kind === 'outside'))
        for (const item of items)
          await ask(survivor, `${path}/actions`, { action: 'attest', item: item.id, evidence: 'seen by the test' })
    }
    await attest(await until('the other console shows it', async () => look().catch(() => undefined)))
    const step = (name: string) => ({
      request: move(name),
      changeId: randomUUID(),
      migration: { service: kept, id, phase: name },
    })
    const killedAt = await dieAt(doomed, step('wave-1'), true)
    const proves = (phase: string) =>
      until(
        `${phase} is proved`,
        async () => phaseOf(await look(), phase)?.changes.every((change) => proved.includes(change?.state ?? '')),
        60_000,
      )
    await proves('wave-1')
    expect(performance.now() - killedAt).toBeLessThan(handOverMs)
    await carryOut(survivor, step('wave-2'))
    await proves('wave-2')
    const names = ['wave-1', 'wave-2']
    expect((await Promise.all(names.map(written))).map(({ target }) => target)).toEqual([after, after])
    expect([writesTo('wave-1', doomed, survivor), writesTo('wave-2', doomed, survivor)]).toEqual([
      [1, 0],
      [0, 1],
    ])
    await ask(survivor, `${path}/actions`, { action: 'finish' })
    expect((await look()).end).not.toBeNull()
  })
})

test('the stream of the console that is left goes on without a gap', async () => {
  const seen = stream.revisions.length
  await kubectl('patch', 'service', 'steady', '-n', home, '-p', `{"spec":{"externalName":"${after}"}}`)
  await until('the row is told', async () => stream.rows.some((row) => row.name === 'steady' && row.target === after))
  expect(stream.revisions.length).toBeGreaterThan(seen)
  const [first = 0] = stream.revisions
  expect(stream.revisions).toEqual(stream.revisions.map((_, index) => first + index))
})
