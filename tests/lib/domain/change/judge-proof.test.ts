import { describe, expect, it } from 'vitest'
import { headless } from '@/lib/domain/change/endpoint'
import { judgeProof, judgeServed } from '@/lib/domain/change/judge-proof'
import { changeEntry } from './change-entries'
import { failedTarget, probedTarget } from './probed-targets'
import { vantageAnswer } from './vantage-answers'

const entry = changeEntry(1)
const resolves = [vantageAnswer('OK', { addresses: ['203.0.113.2'] })]

describe('judgeProof', () => {
  it('counts a target that resolves and is probed nowhere as serving', () => {
    expect(judgeProof({ answers: resolves, probed: null }, entry).outcome).toBe('serves')
  })

  it('says from where the connection was tried', () => {
    const { outcome, note } = judgeProof({ answers: resolves, probed: probedTarget(90) }, entry)
    expect(outcome).toBe('serves')
    expect(note).toContain('203.0.113.2 port 8443 in 9 ms')
  })

  it.each([
    ['does not exist', 'NXDOMAIN_ORIGIN', 'broken'],
    ['did not answer', 'TIMEOUT', 'unsure'],
    ['was not asked', 'NOT_ASKED', 'unsure'],
  ] as const)('a target that %s is never taken for serving', (_, code, outcome) => {
    expect(judgeProof({ answers: [vantageAnswer(code)], probed: null }, entry).outcome).toBe(outcome)
  })

  it('takes nobody’s answer as unsure, whatever was accepted', () => {
    const accepting = changeEntry(1, { acknowledged: ['target-resolves'] })
    expect(judgeProof({ answers: [], probed: null }, accepting).outcome).toBe('unsure')
  })

  it('breaks on a refused connection though it was overridden, and is unsure of silence', () => {
    const overrides = [{ code: 'target-connects', reason: 'the port opens tonight', until: null }]
    expect(judgeProof({ answers: resolves, probed: failedTarget('refused') }, { ...entry, overrides }).outcome).toBe(
      'broken',
    )
    expect(judgeProof({ answers: resolves, probed: failedTarget('timeout') }, entry).outcome).toBe('unsure')
  })

  it('does not hold a certificate against the change that was accepted before it', () => {
    const probed = probedTarget(90, { isCovered: false })
    expect(judgeProof({ answers: resolves, probed }, entry)).toMatchObject({ outcome: 'unsure' })
    const accepting = changeEntry(1, { acknowledged: ['target-certificate'] })
    expect(judgeProof({ answers: resolves, probed }, accepting).outcome).toBe('serves')
  })
})

describe('judgeServed', () => {
  const to = headless(['203.0.113.9', '2001:db8::9'], [])
  const served = (addresses: string[], members = {}) => ({
    ...{ resolver: '10.96.0.10:53', target: null, addresses, isAbsent: false, why: null },
    ...members,
  })
  const all = served(['2001:db8::9', '203.0.113.9'])

  it.each([
    ['every resolver gives exactly the addresses', [all, all], 'serves'],
    ['one gives fewer', [all, served(['203.0.113.9'])], 'broken'],
    ['one gives none', [all, served([])], 'broken'],
    ['one still gives the name before', [served([], { target: 'a.example' })], 'broken'],
    ['one does not answer', [all, served([], { why: 'no reply' })], 'unsure'],
    ['nobody was asked', [], 'unsure'],
  ] as const)('%s', (_, answers, outcome) => {
    expect(judgeServed(answers, changeEntry(1, { to })).outcome).toBe(outcome)
  })
})
