import { describe, expect, it } from 'vitest'
import { verdictWords } from '@/components/inventory/verdict-words'
import { makeBrokenRow, makeRow } from '../../lib/client/rows'

describe('verdictWords', () => {
  it('names the hop that broke', () => {
    const verdict = { code: 'NXDOMAIN_AT_HOP' as const, severity: 'critical' as const, summary: '', notes: [] }
    expect(verdictWords(makeRow({ verdict, chain: ['a', 'b', 'c'], brokenAt: 'b' }))).toBe('NXDOMAIN at hop 2')
    expect(verdictWords(makeRow({ verdict, chain: ['a', 'b'], brokenAt: 'c' }))).toBe('NXDOMAIN at hop 3')
  })

  it('says the note that a name which resolves is warned about', () => {
    const notes = [{ code: 'CHAIN_LONG', severity: 'warning' as const, evidence: '9 names' }]
    const verdict = { code: 'OK_V4_ONLY' as const, severity: 'warning' as const, summary: '', notes }
    expect(verdictWords(makeRow({ verdict }))).toBe('Long chain')
  })

  it('says that only the outside sees it', () => {
    expect(verdictWords(makeBrokenRow({ chain: ['x'], brokenAt: 'x', vantage: 'outside' }))).toBe(
      'NXDOMAIN, no such name, outside',
    )
  })
})
