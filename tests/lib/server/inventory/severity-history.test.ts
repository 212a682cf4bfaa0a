import { beforeEach, describe, expect, test } from 'vitest'
import { type Severity, severities } from '@/lib/domain/resolution/severity'
import { type CountedRow, SeverityHistory } from '@/lib/server/inventory/severity-history'
import { ManualClock } from '../live/manual-clock'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

let clock: ManualClock
let rows: CountedRow[]
let clusters: string[]
let history: SeverityHistory

beforeEach(() => {
  clock = new ManualClock()
  rows = []
  clusters = ['one']
  history = new SeverityHistory({ clock, rows: () => rows, clusters: () => clusters })
  history.start()
})

function row(severity: Severity, namespace = 'shop', cluster = 'one', owner: object | null = {}): CountedRow {
  return { cluster, namespace, severity, owner }
}

const everything = () => true
const at = (ms: number) => new Date(ms).toISOString()
const none = { critical: 0, warning: 0, unknown: 0, info: 0, ok: 0, unowned: 0 }

describe('what is counted', () => {
  test('is nothing until 15 s have passed, then each severity and the unowned, every five minutes', () => {
    rows = [row('critical'), row('critical', 'cart', 'one', null), row('ok')]
    const start = clock.now()
    expect(history.read(everything)).toEqual({ samples: [], hourAgo: null })
    clock.advance(15 * second)
    rows = [row('critical'), row('warning'), row('unknown'), row('info', 'cart')]
    clock.advance(5 * minute)
    expect(history.read(everything).samples).toEqual([
      { ...none, at: at(start + 15 * second), critical: 2, ok: 1, unowned: 1 },
      { ...none, at: at(start + 15 * second + 5 * minute), critical: 1, warning: 1, unknown: 1, info: 1 },
    ])
  })

  test('is only what the reader asks for, namespace by namespace', () => {
    rows = [row('critical', 'a'), row('warning', 'b'), row('ok', 'a', 'two'), row('ok', 'b', 'two')]
    clusters = ['one', 'two']
    clock.advance(15 * second)
    rows = [row('ok', 'a'), row('critical', 'b'), row('ok', 'a', 'two')]
    clock.advance(5 * minute)
    const onlyA = history.read(({ namespace }) => namespace === 'a').samples
    expect(onlyA.map(({ at: _, ...counts }) => counts)).toEqual([
      { ...none, critical: 1, ok: 1 },
      { ...none, ok: 2 },
    ])
    const noneOfIt = history.read(() => false).samples
    expect(noneOfIt.map(({ at: _, ...counts }) => counts)).toEqual([none, none])
  })

  test('begins for each cluster when its rows are known, so that what was not known is never a zero', () => {
    clusters = []
    clock.advance(10 * minute)
    expect(history.read(everything).samples).toEqual([])
    clusters = ['one']
    rows = [row('ok')]
    clock.advance(15 * second)
    const known = clock.now()
    clusters = ['one', 'two']
    rows = [row('ok'), row('critical', 'shop', 'two')]
    clock.advance(5 * minute)
    expect(history.read(everything).samples.map((sample) => sample.at)).toEqual([at(known + 5 * minute)])
    expect(history.read(({ cluster }) => cluster === 'one').samples[0]?.at).toBe(at(known))
  })

  test('goes on while a cluster that was known does not answer, and begins anew when the clusters change', () => {
    rows = [row('ok')]
    clock.advance(2 * hour)
    expect(history.read(everything).samples).toHaveLength(24)
    history.clear()
    expect(history.read(everything)).toEqual({ samples: [], hourAgo: null })
    clock.advance(15 * second)
    expect(history.read(everything).samples).toHaveLength(1)
  })
})

describe('an hour ago', () => {
  test('is not known before an hour has passed, then what was counted an hour to ten minutes more before', () => {
    rows = [row('critical')]
    clock.advance(15 * second)
    rows = [row('ok')]
    clock.advance(hour - second)
    expect(history.read(everything).hourAgo).toBeNull()
    clock.advance(second)
    expect(history.read(everything).hourAgo).toEqual({ ...none, at: at(clock.now() - hour), critical: 1 })
    clock.advance(5 * minute)
    expect(history.read(everything).hourAgo).toMatchObject({ critical: 0, ok: 1 })
  })

  test('is not known after the console slept', () => {
    rows = [row('critical')]
    clock.advance(15 * second)
    history.close()
    clock.advance(hour + 11 * minute)
    expect(history.read(everything).hourAgo).toBeNull()
  })
})

describe('bounds', () => {
  test('a day is kept, whatever happened before it is still in the sums', () => {
    rows = [row('warning', 'old'), row('critical')]
    clock.advance(15 * second)
    clock.advance(25 * hour)
    const { samples } = history.read(everything)
    expect(samples).toHaveLength(288)
    expect(samples.every(({ critical, warning }) => critical === 1 && warning === 1)).toBe(true)
    expect(history.size).toBe(0)
  })

  test('a namespace that is gone for a day is forgotten', () => {
    for (let round = 0; round < 400; round += 1) {
      rows = [row('ok', `preview-${round}`)]
      clock.advance(5 * minute)
    }
    let asked = 0
    history.read(() => {
      asked += 1
      return true
    })
    expect(asked).toBeLessThan(300)
  })

  test('10,000 namespaces that all change at every count hold at most 200,000 changes, and their sums stay right', () => {
    const namespaces = Array.from({ length: 10_000 }, (_, index) => `ns-${index}`)
    for (let round = 0; round < 40; round += 1) {
      const severity = severities[round % severities.length] ?? 'ok'
      rows = namespaces.map((namespace) => row(severity, namespace))
      clock.advance(round === 0 ? 15 * second : 5 * minute)
      expect(history.size).toBeLessThanOrEqual(200_000)
    }
    const { samples, hourAgo } = history.read(everything)
    expect(samples).toHaveLength(20)
    for (const { critical, warning, unknown, info, ok } of samples) {
      expect([critical, warning, unknown, info, ok].toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 10_000])
    }
    expect(hourAgo).not.toBeNull()
  })

  test('10,000 namespaces that do not change hold one change each', () => {
    rows = Array.from({ length: 10_000 }, (_, index) => row('ok', `ns-${index}`))
    clock.advance(12 * hour)
    expect(history.size).toBe(10_000)
    expect(history.read(everything).samples).toHaveLength(144)
  })

  test('a clock that is set back begins anew', () => {
    const times = [5_000_000, 1_000_000]
    const run: (() => void)[] = []
    const odd = new SeverityHistory({
      clock: {
        now: () => times[0] ?? 0,
        after: (_, later) => {
          run.push(later)
          return () => undefined
        },
      },
      rows: () => [row('ok')],
      clusters: () => ['one'],
    })
    odd.start()
    run.shift()?.()
    times.shift()
    run.shift()?.()
    expect(odd.read(everything).samples.map((sample) => sample.at)).toEqual([at(1_000_000)])
  })
})
