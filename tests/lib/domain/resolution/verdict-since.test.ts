import { describe, expect, it } from 'vitest'
import type { VerdictChange } from '@/lib/domain/resolution/verdict-change'
import { verdictSince } from '@/lib/domain/resolution/verdict-since'

function change(at: string, code: VerdictChange['code'], more: Partial<VerdictChange> = {}): VerdictChange {
  const base = { vantage: 'cluster', severity: 'ok', summary: code, brokenAt: null, terminal: null } as const
  return { at, code, previousCode: 'OK', previousTerminal: null, ...base, ...more }
}

describe('verdictSince', () => {
  it('says when the present outcome began, not when its terminal name last moved', () => {
    const history = [
      change('1', 'OK', { previousCode: null }),
      change('2', 'NODATA'),
      change('3', 'OK', { previousCode: 'NODATA' }),
      change('4', 'OK', { terminal: 'b.example.com' }),
    ]
    expect(verdictSince(history, 'cluster', 'OK')).toEqual({ at: '3', isFirst: false })
  })

  it('says so when it was already so at the first question', () => {
    expect(verdictSince([change('1', 'NODATA', { previousCode: null })], 'cluster', 'NODATA')).toEqual({
      at: '1',
      isFirst: true,
    })
  })

  it('counts only what the same vantage saw', () => {
    const history = [change('1', 'OK'), change('2', 'NODATA', { vantage: 'outside' })]
    expect(verdictSince(history, 'cluster', 'OK')?.at).toBe('1')
    expect(verdictSince(history, 'outside', 'NODATA')?.at).toBe('2')
    expect(verdictSince([], 'cluster', 'OK')).toBeNull()
  })
})
