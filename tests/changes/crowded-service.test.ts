import { describe, expect, test } from 'vitest'
import { carryingOut, failureOf } from '../cluster/change-replica.ts'
import { before, lineStage } from './line-stage.ts'

const { line, replica, admin, plannedMove, files } = lineStage('changes-crowded')
const kib = 1024

/** Annotations of this many bytes, keys and values, in pieces that a person could have written. */
function annotationsOf(bytes: number): Record<string, string> {
  const piece = 50 * kib
  const own = Buffer.byteLength('ownerpayments')
  const filled: Record<string, string> = {}
  for (let left = bytes - own; left > 0; ) {
    const key = `note-${Object.keys(filled).length}`
    const length = Math.min(piece, left - key.length)
    filled[key] = 'x'.repeat(Math.max(0, length))
    left -= key.length + length
  }
  return filled
}

describe('a Service so full of annotations that a change could not write its proof', () => {
  test.each([250 * kib, 256 * kib - 100])('%d bytes: is refused before any write, with the reason', async (bytes) => {
    const { name, plan } = await plannedMove({ annotations: annotationsOf(bytes) })
    const refused = plan.prechecks.filter(({ state }) => state === 'refuse')
    expect(refused.map(({ title, evidence }) => `${title}: ${evidence}`).join()).toMatch(/annotations/)
    const error = await failureOf(replica().engine.carryOut(carryingOut(plan), admin()))
    expect(error).toMatchObject({ code: 'unprocessable', reason: 'precheck' })
    expect(line().patches).toBe(0)
    expect(await files(name)).toEqual({ target: before, carried: null, entries: [] })
  })

  test('100 KiB of them are no hindrance', async () => {
    const { name, plan } = await plannedMove({ annotations: annotationsOf(100 * kib) })
    expect((await replica().engine.carryOut(carryingOut(plan), admin())).created).toBe(true)
    expect((await files(name)).carried?.id).toBeTruthy()
  })
})
