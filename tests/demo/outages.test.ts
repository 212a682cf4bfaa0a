import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '@/lib/contract/row'
import { serviceResolution } from '@/lib/server/services/service-texts'
import { loyalty } from '../../demo/company/own-zone.ts'
import { type MovingWorld, moveWorld } from '../../demo/move-world.ts'
import { poll } from '../control-plane/poll.ts'
import { type CompanyConsole, startCompanyConsole } from './start-company-console.ts'

const limitMs = 60_000
let console: CompanyConsole
let world: MovingWorld
let step = () => {}
let elapsedMs = 0

beforeAll(async () => {
  console = await startCompanyConsole()
  world = await moveWorld({
    update: console.update,
    now: () => elapsedMs,
    every: (work) => {
      step = work
      return () => {}
    },
    onError: (error) => {
      throw error
    },
    seed: 0,
  })
}, limitMs)

afterAll(async () => {
  await world.stop()
  await console.stop()
})

function moveTo(ms: number): void {
  elapsedMs = ms
  step()
}

// The caches of the cluster's DNS hold an answer for five seconds, and one failure alone is not yet critical.
async function verdicts(target: string, isThere: (rows: readonly Row[]) => boolean): Promise<readonly Row[]> {
  const { runtime, identity } = console
  return poll(
    async () => {
      const rows = (await console.rows()).filter((row) => row.target === target)
      await Promise.all(rows.map((row) => serviceResolution(runtime, identity, row, true)))
      const asked = (await console.rows()).filter((row) => row.target === target)
      return isThere(asked) ? asked : undefined
    },
    { what: `the verdict of ${target}`, timeoutMs: 25_000, everyMs: 500 },
  )
}

async function brokenSince(row: Row, code: string): Promise<number> {
  const { history } = await serviceResolution(console.runtime, console.identity, row)
  const last = history.findLast((change) => change.code === code)
  return Date.parse(last?.at ?? '')
}

const isCalm = (rows: readonly Row[]) => rows.every(({ verdict }) => verdict.severity === 'ok')

describe('the outages of the demo, as the console tells them', () => {
  it.each([
    [0, 'api.coinpurse.example', 'SERVFAIL_UNKNOWN', 'api.coinpurse.example'],
    [1, 'api.gatewarden.example', 'NXDOMAIN_AT_HOP', 'lb-41.gatewarden.example'],
    [2, loyalty, 'NXDOMAIN_ORIGIN', loyalty],
    [3, 'api.ratewell.example', 'NODATA', 'api.ratewell.example'],
  ])(
    'number %d breaks %s for both namespaces with %s at %s, and heals',
    async (round, target, code, brokenAt) => {
      const before = await verdicts(target, isCalm)
      expect(before).toHaveLength(2)
      const beganMs = Date.now()
      moveTo(40_000 + round * 120_000)
      const broken = await verdicts(target, (rows) => rows.every(({ verdict }) => verdict.severity === 'critical'))
      expect(broken.map(({ verdict, brokenAt: at }) => [verdict.code, at])).toEqual([
        [code, brokenAt],
        [code, brokenAt],
      ])
      for (const row of broken) {
        const since = await brokenSince(row, code)
        expect(since).toBeGreaterThanOrEqual(beganMs)
        expect(since).toBeLessThanOrEqual(Date.now())
      }
      moveTo(110_000 + round * 120_000)
      const healed = await verdicts(target, isCalm)
      expect(healed.map(({ brokenAt: at }) => at)).toEqual([null, null])
    },
    limitMs,
  )
})
