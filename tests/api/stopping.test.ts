import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeSchema } from '@/lib/contract/changes'
import { servicesPageSchema } from '@/lib/contract/services'
import { poll } from '../control-plane/poll.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import {
  type Fate,
  isServiceWrite,
  kubeconfigFor,
  type LossyApiServer,
  passes,
  startLossyApiServer,
} from '../plane/lossy-api-server.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

const home = 'stopping-test'
const before = 'api-v1.backend.com'
const after = 'api-v2.backend.com'

let plane: TestPlane
let line: LossyApiServer
let folder: string
let stays: RunningConsole

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(namespace(home), alias(home, 'finished', before), alias(home, 'unknown', before))
  line = await startLossyApiServer(plane)
  folder = await mkdtemp(join(tmpdir(), 'signpost-stopping-'))
  await writeFile(join(folder, 'config'), kubeconfigFor(line.url, plane.token('admin')))
  stays = await startConsole(plane)
})
afterAll(async () => {
  await stays?.stop()
  await line?.close()
  await rm(folder, { recursive: true, force: true })
  await plane?.administrator.deleteNamespace(home)
  await plane?.close()
})

async function post(url: string, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${url}/api/v1${path}`, { method: 'POST', body: JSON.stringify(body), headers })
}

async function clusterOf({ url }: RunningConsole): Promise<string> {
  const page = servicesPageSchema.parse(await (await fetch(`${url}/api/v1/services?limit=1`)).json())
  return page.clusters[0]?.name ?? ''
}

async function retarget(running: RunningConsole, name: string) {
  const service = { cluster: await clusterOf(running), namespace: home, name }
  const planned = await post(running.url, '/plans', { kind: 'retarget', service, target: after })
  const { request, hash, prechecks } = await planned.json()
  const codes = (state: string) =>
    prechecks.flatMap((check: { state: string; code: string }) => (check.state === state ? [check.code] : []))
  const overrides = codes('block').map((code: string) => ({ code, reason: 'this is what the test wants' }))
  return { request, hash, changeId: crypto.randomUUID(), acknowledge: codes('warn'), overrides }
}

/** Streams that were opened; each gives how it ended. */
async function openStreams(count: number, { url }: RunningConsole): Promise<Promise<'ended' | 'broken'>[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => fetch(`${url}/api/v1/events`)))
  return answers.map((answer) =>
    answer.text().then(
      () => 'ended',
      () => 'broken',
    ),
  )
}

/** Has writes of a Service wait until they are let go, to a fate; `came` resolves when one is there. */
function holdWrite(fate: Fate) {
  const came = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  line.decide = async (request) => {
    if (!isServiceWrite(request)) return passes
    came.resolve()
    await held.promise
    return fate
  }
  return { came: came.promise, letGo: held.resolve }
}

test('a change that is being written when the console is to end comes to its end, with its answer, and so do fifty streams', async () => {
  const ending = await startConsole(plane, { KUBECONFIG: join(folder, 'config') })
  const streams = await openStreams(50, ending)
  const body = await retarget(ending, 'finished')
  const write = holdWrite(passes)
  const answer = post(ending.url, '/changes', body)
  await write.came
  const stopped = ending.stop()
  // The streams end first: the change is all that is left.
  expect(new Set(await Promise.all(streams))).toEqual(new Set(['ended']))
  write.letGo()
  expect((await answer).status).toBe(201)
  expect(await stopped).toBeLessThan(5000)
  const told = ending.log()
  expect(told).toMatch(new RegExp(`"event":"change".*"change":"${body.changeId}".*"state":"applied"`))
  expect(told).toMatch(/"event":"stopped"/)
  const cluster = await clusterOf(stays)
  const path = `/api/v1/changes/${cluster}/${home}/finished/${body.changeId}`
  const change = await poll(
    async () => {
      const found = await fetch(`${stays.url}${path}`)
      return found.ok ? changeSchema.parse(await found.json()) : undefined
    },
    { what: 'another console has it', timeoutMs: 10_000, everyMs: 50 },
  )
  expect(change.steps.map(({ state }) => state)).toContain('applied')
})

test('one whose write gets no answer holds it no longer than five seconds, and its record says what is not known', async () => {
  const ending = await startConsole(plane, { KUBECONFIG: join(folder, 'config') })
  const streams = await openStreams(3, ending)
  const body = await retarget(ending, 'unknown')
  const write = holdWrite({ forward: false, answer: false })
  const answer = post(ending.url, '/changes', body).then(
    ({ status }) => status,
    () => 0,
  )
  await write.came
  expect(await ending.stop()).toBeLessThan(5000)
  expect(new Set(await Promise.all(streams))).toEqual(new Set(['ended']))
  expect([0, 503]).toContain(await answer)
  const cluster = await clusterOf(stays)
  const found = await fetch(`${stays.url}/api/v1/changes/${cluster}/${home}/unknown/${body.changeId}`)
  expect(['applying', 'not-applied']).toContain(changeSchema.parse(await found.json()).state)
  write.letGo()
})
