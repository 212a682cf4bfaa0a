import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MigrationView } from '@/lib/contract/migrations'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { doubtMs } from '@/lib/domain/change/settle-record'
import { poll } from '../control-plane/poll.ts'
import { type PassingRequest, passes } from '../plane/lossy-api-server.ts'
import { isOnRealPlane } from '../plane/test-plane.ts'
import { lineStage } from './line-stage.ts'
import { migrationPatterns } from './migration-patterns.ts'
import { isProved, migrationStage, phaseOf } from './migration-stage.ts'
import { startDoomedConsole } from './start-doomed-console.ts'

// Every pattern, its console killed at every phase that changes something: at the write of the Service, which arrives or does not.
const namespace = 'changes-migration-kills'
const stage = lineStage(namespace)
const { look, carryPhase, undoAll } = migrationStage(stage)
const { stops, bringTo, stateOf, expectRecordsTrue } = migrationPatterns(stage, namespace)
const settledMs = 3 * doubtMs
let compileCache: string

beforeAll(async () => {
  compileCache = await mkdtemp(join(tmpdir(), 'signpost-compiled-'))
})
afterAll(() => rm(compileCache, { recursive: true, force: true }))

const isWrite = ({ method, url }: PassingRequest) =>
  method !== 'GET' && /\/services(\/|\?|$)/.test(url) && !url.includes('dryRun')

/** Another console begins the first change of a phase, and is dead when its write of the Service is on its way. */
async function dieIn(migration: MigrationView, phase: string, arrives: boolean): Promise<string> {
  const id = randomUUID()
  const [request] = phaseOf(migration, phase).requests
  if (request === undefined) throw new Error('nothing to change')
  const doomed = await startDoomedConsole(stage.plane(), compileCache)
  try {
    const seenBy = (given: ChangeRequest) => ({ ...given, service: { ...given.service, cluster: doomed.cluster } })
    const service = { ...migration.service, cluster: doomed.cluster }
    const order = { id, request: seenBy(request), migration: { service, id: migration.id, phase } }
    const outcome = await doomed.carryOut(order, () => {
      doomed.line.decide = async (passing) => {
        if (!isWrite(passing)) return passes
        doomed.kill()
        return { forward: arrives, answer: false }
      }
    })
    expect(outcome).toBe('dead')
  } finally {
    await doomed.end()
  }
  return id
}

// Each waits until the change is in doubt no more: on the embedded control plane every other phase is killed in each way.
const killedAt = (parity: number) => stops.filter((_, index) => isOnRealPlane() || index % 2 === parity)

describe.concurrent.each(killedAt(0))('$title, its console killed at $phase', ({ begin, phase }) => {
  test('with the write on its way: another console proves the change, goes on and takes all back', async () => {
    const { migration, names } = await begin()
    const old = await stateOf(names)
    const id = await dieIn(await bringTo(migration, phase), phase, true)
    const now = await poll(
      async () => {
        const seen = await look(migration)
        return isProved(phaseOf(seen, phase).changes.find((change) => change?.id === id)) && seen
      },
      { what: `the change of ${phase} is proved`, timeoutMs: settledMs },
    )
    expect(now.phases.filter(({ state }) => state === 'now')).toHaveLength(1)
    await carryPhase(now, phase)
    expect((await undoAll(migration)).changes).toBe(0)
    expect(await stateOf(names)).toEqual(old)
    await expectRecordsTrue(names)
  })
})

describe.concurrent.each(killedAt(1))('$title, its console killed at $phase', ({ begin, phase }) => {
  test('with the write lost: another console tells that nothing was written, and the phase is done again', async () => {
    const { migration, names } = await begin()
    const old = await stateOf(names)
    const id = await dieIn(await bringTo(migration, phase), phase, false)
    await poll(
      async () => {
        const found = await Promise.all(names.map(async (name) => (await stage.files(name)).entries))
        return found.flat().some((entry) => entry.id === id && entry.state === 'not-applied')
      },
      { what: 'the record says that it was not applied', timeoutMs: settledMs },
    )
    const now = await look(migration)
    expect(now.phase?.id).toBe(phase)
    await carryPhase(migration, phase)
    expect((await look(migration)).phase?.id).not.toBe(phase)
    expect((await undoAll(migration)).changes).toBe(0)
    expect(await stateOf(names)).toEqual(old)
    await expectRecordsTrue(names)
  })
})
