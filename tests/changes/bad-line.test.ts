import { describe, expect, test } from 'vitest'
import { carryingOut, failureOf } from '../cluster/change-replica.ts'
import { poll } from '../control-plane/poll.ts'
import { isRecordWrite, isServiceWrite, type PassingRequest, passes } from '../plane/lossy-api-server.ts'
import { after, before, lineStage } from './line-stage.ts'

const { line, replica, admin, ref, plannedMove, files } = lineStage('changes-line')

const lost = { forward: false, answer: false }
const isDryRun = ({ url }: PassingRequest) => url.includes('dryRun=All')

/** The line breaks with the first request of this kind, and stays so until it is mended. */
function breakAt(isFatal: (request: PassingRequest) => boolean, fatal = lost): { mend(): void; isBroken(): boolean } {
  let isBroken = false
  line().decide = async (request) => {
    if (isBroken) return lost
    if (!isFatal(request)) return passes
    isBroken = true
    return fatal
  }
  return {
    mend: () => {
      line().decide = null
    },
    isBroken: () => isBroken,
  }
}

/** The entry of the Service's only change, once its record says one of these by itself, without anybody who asks the console. */
const stored = (name: string, ...states: string[]) =>
  poll(async () => (await files(name)).entries.find(({ state }) => states.includes(state)), {
    what: `the record says ${states}`,
    timeoutMs: 40_000,
  })

test('a record that cannot be written until the proof is over gets the end of the story all the same', async () => {
  const { name, plan } = await plannedMove()
  const body = carryingOut(plan)
  await replica().engine.carryOut(body, admin())
  let refused = 0
  line().decide = async ({ url }) => {
    if (!url.includes(`/configmaps/signpost-history.changes-line.${name}`)) return passes
    refused += 1
    return lost
  }
  const isOver = async () =>
    replica().published.some(({ id, state }) => id === body.changeId && state === 'completed') && refused > 5
  await poll(isOver, { what: 'the change is proved, and the record is still behind', timeoutMs: 40_000 })
  line().decide = null
  await stored(name, 'completed')
})

describe('the API server', () => {
  test('that cannot say whether one may patch is 503 “could not be checked”, never a denial, and nothing is written', async () => {
    const { name, plan } = await plannedMove()
    const broken = breakAt(({ url }) => url.includes('selfsubjectaccessreviews'))
    const error = await failureOf(replica().engine.carryOut(carryingOut(plan), admin()))
    broken.mend()
    expect(error).toMatchObject({ code: 'unavailable' })
    expect(line().patches).toBe(0)
    expect(await files(name)).toEqual({ target: before, carried: null, entries: [] })
  })

  test('that goes away after the dry run, before the intent is recorded, leaves the Service and the record as they were', async () => {
    const { name, plan } = await plannedMove()
    const broken = breakAt((request) => isRecordWrite(request))
    const body = carryingOut(plan)
    const error = await failureOf(replica().engine.carryOut(body, admin()))
    expect(broken.isBroken()).toBe(true)
    expect(error).toMatchObject({ code: 'unavailable', reason: 'record-unavailable' })
    broken.mend()
    expect(await files(name)).toEqual({ target: before, carried: null, entries: [] })
    expect((await replica().engine.carryOut(body, admin())).created).toBe(true)
    expect((await files(name)).target).toBe(after)
  })

  test('that goes away between the recorded intent and the write is 503 “in doubt”, and ends as not applied, never written later', async () => {
    const { name, plan } = await plannedMove()
    const broken = breakAt(isServiceWrite)
    const body = carryingOut(plan)
    const error = await failureOf(replica().engine.carryOut(body, admin()))
    expect(error).toMatchObject({ code: 'unavailable', reason: 'in-doubt' })
    expect(error.retryAfterSeconds).toBeGreaterThan(0)
    broken.mend()
    // Whoever asks for it is told its end before the record has it, and everybody else with the record.
    line().decide = async (request) => (isRecordWrite(request) ? lost : passes)
    const asked = async () => (await replica().engine.get(ref(name), body.changeId)).state === 'not-applied'
    await poll(asked, { what: 'the change is in doubt no more', timeoutMs: 40_000 })
    line().decide = null
    const ended = await stored(name, 'not-applied')
    expect(ended.steps.at(-1)?.note).toBeTruthy()
    const isTold = async () =>
      replica().published.some(({ id, state }) => id === body.changeId && state === 'not-applied')
    await poll(isTold, { what: 'its end is told', timeoutMs: 5000 })
    const again = await replica().engine.carryOut(body, admin())
    expect([again.created, again.change.state]).toEqual([false, 'not-applied'])
    expect(line().patches).toBe(1)
    expect(await files(name)).toMatchObject({ target: before, carried: null })
  })

  test('that goes away right after it has written is 503 “in doubt”, and the change is found on the Service and proved', async () => {
    const { name, plan } = await plannedMove()
    const broken = breakAt(isServiceWrite, { forward: true, answer: false })
    const body = carryingOut(plan)
    const error = await failureOf(replica().engine.carryOut(body, admin()))
    expect(error).toMatchObject({ code: 'unavailable', reason: 'in-doubt' })
    broken.mend()
    await poll(async () => (await files(name)).target === after, { what: 'the write is there', timeoutMs: 5_000 })
    const found = await stored(name, 'soaking', 'completed')
    expect(found.steps.map(({ state }) => state)).toContain('applied')
    const again = await replica().engine.carryOut(body, admin())
    expect([again.created, line().patches]).toEqual([false, 1])
  })

  test('that takes the change but not its outcome still lets everyone see that it is applied, and the record follows', async () => {
    const { name, plan } = await plannedMove()
    let isWritten = false
    line().decide = async (request) => {
      if (isServiceWrite(request)) isWritten = true
      return isWritten && isRecordWrite(request) ? lost : passes
    }
    const body = carryingOut(plan)
    const { change } = await replica().engine.carryOut(body, admin())
    expect(change.state).not.toBe('not-applied')
    const [stored] = (await files(name)).entries
    expect(stored).toMatchObject({ id: body.changeId, state: 'applying' })
    expect((await replica().engine.get(ref(name), body.changeId)).state).not.toBe('applying')
    line().decide = null
    await poll(async () => (await files(name)).entries[0]?.state !== 'applying', {
      what: 'the record has the outcome',
      timeoutMs: 15_000,
    })
  })

  test('that loses the dry run leaves the plan’s state untouched and says that it is away', async () => {
    const { name, plan } = await plannedMove()
    const broken = breakAt(isDryRun)
    const error = await failureOf(replica().engine.carryOut(carryingOut(plan), admin()))
    broken.mend()
    expect(error.code).toBe('unavailable')
    expect(await files(name)).toEqual({ target: before, carried: null, entries: [] })
  })
})
