import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poll } from '../control-plane/poll.ts'
import { isServiceWrite, type PassingRequest, passes } from '../plane/lossy-api-server.ts'
import { addressStage, literal } from './address-stage.ts'
import { lineStage } from './line-stage.ts'
import { startDoomedConsole } from './start-doomed-console.ts'

const namespace = 'changes-between'
const stage = lineStage(namespace)
const { replica, ref, files } = stage
const { newLiteral, toHeadless, carryOut, undo, proved, service, slices } = addressStage(stage, namespace)
let compileCache: string

beforeAll(async () => {
  compileCache = await mkdtemp(join(tmpdir(), 'signpost-compiled-'))
})
afterAll(() => rm(compileCache, { recursive: true, force: true }))

/** Another console carries the change out and dies at the first request of this kind, which never arrives. */
async function dieAt(isFatal: (request: PassingRequest) => boolean, name: string, kind: 'forward' | 'undo', of = '') {
  const id = randomUUID()
  const doomed = await startDoomedConsole(stage.plane(), compileCache)
  try {
    const request = kind === 'forward' ? toHeadless(name) : undo(name, of)
    await doomed.carryOut({ id, request: { ...request, service: { ...ref(name), cluster: doomed.cluster } } }, () => {
      doomed.line.decide = async (passing) => {
        if (!isFatal(passing)) return passes
        doomed.kill()
        return { forward: false, answer: false }
      }
    })
  } finally {
    await doomed.end()
  }
  return id
}

const stored = (name: string, id: string, ...states: string[]) =>
  poll(async () => (await files(name)).entries.find((entry) => entry.id === id && states.includes(entry.state)), {
    what: `the record says ${states}`,
    timeoutMs: 40_000,
  })

test.concurrent('a console killed between the slices and the Service leaves a change that another one tells as not applied, with the slices named; the next attempt ends it', async () => {
  const name = await newLiteral()
  const id = await dieAt(isServiceWrite, name, 'forward')
  expect((await files(name)).entries).toMatchObject([{ id, state: 'applying', writes: [{}, {}, {}] }])
  const told = await stored(name, id, 'not-applied')
  expect(told.left).toEqual([`${name}-signpost-ipv4`, `${name}-signpost-ipv6`])
  expect(told.steps.at(-1)?.note).toContain(`EndpointSlice ${name}-signpost-ipv4`)
  expect(await service(name)).toMatchObject({ spec: { type: 'ExternalName', externalName: literal } })
  const change = await carryOut(toHeadless(name))
  expect((await proved(name, change.id)).state).toMatch(/soaking|completed/)
  expect(await slices(name)).toHaveLength(2)
  await carryOut(undo(name, change.id))
  expect(await slices(name)).toEqual([])
})

test.concurrent('a console killed between the Service and the slices of an undo leaves an undo that another one tells as applied, with what is left; undoing again deletes it', async () => {
  const name = await newLiteral()
  const change = await carryOut(toHeadless(name))
  await proved(name, change.id)
  const isDeletion = ({ method, url }: PassingRequest) =>
    method === 'DELETE' && url.includes('/endpointslices') && !url.includes('dryRun')
  const id = await dieAt(isDeletion, name, 'undo', change.id)
  expect(await service(name)).toMatchObject({ spec: { type: 'ExternalName', externalName: literal } })
  const told = await stored(name, id, 'inconclusive')
  expect(told.left).toHaveLength(2)
  expect((await replica().engine.get(ref(name), change.id)).state).toBe('undone')
  await carryOut(undo(name, id))
  expect(await slices(name)).toEqual([])
})
