import { describe, expect, it } from 'vitest'
import { groupReadiness } from '@/lib/domain/group/readiness'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { failedTarget, probedTarget } from '../change/probed-targets'
import { vantageAnswer } from '../change/vantage-answers'

const member = (name: string, target: string) => ({ namespace: 'shop', name, type: 'ExternalName', target })
const group = {
  active: member('api', 'a.example'),
  blue: member('api-blue', 'a.example'),
  green: member('api-green', 'b.example'),
  live: 'blue' as const,
  probed: () => null,
}
const current = vantageAnswer('OK', { addresses: ['203.0.113.1'] })
const answering = (standby: VantageAnswer[]) => (host: string) => (host === 'b.example' ? standby : [current])

describe('groupReadiness', () => {
  it('is ready when the standby resolves to addresses of its own', () => {
    const answersOf = answering([vantageAnswer('OK', { addresses: ['203.0.113.2'] })])
    expect(groupReadiness({ ...group, answersOf })).toEqual({ state: 'ready', reasons: [] })
  })

  it.each([
    ['blocked', [vantageAnswer('NXDOMAIN_ORIGIN')], 'The target does not resolve'],
    ['warned', [vantageAnswer('SERVFAIL_UNKNOWN')], 'is not certain'],
    ['warned', [current], 'same addresses'],
    ['unknown', [vantageAnswer('NOT_ASKED')], 'is not certain'],
    ['unknown', [], 'is not certain'],
  ] as const)('is %s by what the standby answers', (state, answers, reason) => {
    const readiness = groupReadiness({ ...group, answersOf: answering([...answers]) })
    expect(readiness.state).toBe(state)
    expect(readiness.reasons[0]).toContain(reason)
  })

  it.each([
    ['blocked', failedTarget('refused'), 'does not answer on its port: 203.0.113.2 port 8443'],
    ['warned', failedTarget('timeout'), 'does not answer on its port'],
    ['warned', probedTarget(11), 'certificate of the target is not in order'],
  ] as const)('is %s by who answers at the standby', (state, standby, reason) => {
    const answersOf = answering([vantageAnswer('OK', { addresses: ['203.0.113.2'] })])
    const readiness = groupReadiness({ ...group, answersOf, probed: (colour) => (colour === 'green' ? standby : null) })
    expect(readiness.state).toBe(state)
    expect(readiness.reasons[0]).toContain(reason)
  })

  it('does not mind the certificate of the colour that is left', () => {
    const answersOf = answering([vantageAnswer('OK', { addresses: ['203.0.113.2'] })])
    const probed = (colour: 'blue' | 'green') => probedTarget(colour === 'blue' ? 3 : 200)
    expect(groupReadiness({ ...group, answersOf, probed }).state).toBe('ready')
  })

  it('is blocked while a member is missing, naming it', () => {
    const readiness = groupReadiness({ ...group, green: null, answersOf: () => [current] })
    expect(readiness).toEqual({ state: 'blocked', reasons: ['The group is not complete: api-green does not exist'] })
  })

  it('is blocked while the active alias points at neither colour', () => {
    const active = member('api', 'c.example')
    const readiness = groupReadiness({ ...group, active, live: null, answersOf: () => [current] })
    expect(readiness.state).toBe('blocked')
    expect(readiness.reasons).toHaveLength(1)
  })

  it('is blocked without a question when DNS cannot carry the standby', () => {
    const green = member('api-green', '10.0.0.1')
    const readiness = groupReadiness({ ...group, green, answersOf: () => [] })
    expect(readiness.state).toBe('blocked')
  })
})
