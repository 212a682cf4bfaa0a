import { describe, expect, it } from 'vitest'
import { driftLine, troubledMs } from '@/lib/domain/resolution/drift-line'
import type { VerdictChange } from '@/lib/domain/resolution/verdict-change'

const minute = 60_000
const at = (minutes: number) => new Date(minutes * minute).toISOString()

function change(
  minutes: number,
  severity: VerdictChange['severity'],
  more: Partial<VerdictChange> = {},
): VerdictChange {
  const told = { code: 'OK', summary: '', brokenAt: null, terminal: null, previousCode: null } as const
  return { at: at(minutes), vantage: 'cluster', severity, previousTerminal: null, ...told, ...more }
}

const window = { fromMs: 10 * minute, toMs: 100 * minute }

describe('the drift line of a vantage', () => {
  it('holds a severity until the next change, within the window', () => {
    const line = driftLine([change(0, 'ok'), change(40, 'critical'), change(70, 'ok')], 'cluster', window)
    expect(line?.stretches.map(({ fromMs, toMs, severity }) => [fromMs / minute, toMs / minute, severity])).toEqual([
      [10, 40, 'ok'],
      [40, 70, 'critical'],
      [70, 100, 'ok'],
    ])
    expect(line && troubledMs(line)).toBe(30 * minute)
  })

  it('begins where the vantage was first heard', () => {
    expect(driftLine([change(50, 'ok')], 'cluster', window)?.stretches[0]?.fromMs).toBe(50 * minute)
  })

  it('joins what is equally grave, so that a change of words is no break', () => {
    const line = driftLine([change(20, 'critical'), change(30, 'critical', { code: 'NODATA' })], 'cluster', window)
    expect(line?.stretches).toHaveLength(1)
  })

  it('marks when the terminal name became another, and not the first one', () => {
    const moved = change(60, 'ok', { terminal: 'b.example', previousTerminal: 'a.example' })
    const line = driftLine([change(20, 'ok', { terminal: 'a.example' }), moved], 'cluster', window)
    expect(line?.movedAtMs).toEqual([60 * minute])
  })

  it('leaves out changes of other vantages and before the window', () => {
    const old = change(5, 'ok', { terminal: 'b.example', previousTerminal: 'a.example' })
    const other = change(50, 'critical', { vantage: 'outside' })
    const line = driftLine([old, other], 'cluster', window)
    expect(line?.stretches).toHaveLength(1)
    expect(line?.movedAtMs).toEqual([])
  })

  it('is not there for a vantage that said nothing', () => {
    expect(driftLine([change(20, 'ok')], 'outside', window)).toBeNull()
  })
})
