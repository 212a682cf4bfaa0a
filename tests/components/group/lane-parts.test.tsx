import { describe, expect, it } from 'vitest'
import { isGood, lanePartsOf } from '@/components/group/lane-parts'
import type { Group } from '@/lib/contract/groups'
import type { LaneProbe } from '@/lib/contract/probe'
import { makeCheck, makeGroup } from '../change/changes'

const probe: LaneProbe = {
  ...{ notProbed: null, port: 443, at: null, problem: null, connectedMs: null, connectMs: [], certificate: null },
}
type Change = Parameters<typeof makeCheck>[0]

function parts(checks: readonly Change[], green: LaneProbe | null = probe) {
  const readiness: Group['readiness'] = { state: 'ready', reasons: [], checks: checks.map((check) => makeCheck(check)) }
  const found = lanePartsOf(makeGroup({ readiness, probes: { blue: null, green } }), 'green')
  return Object.fromEntries(found.map((part) => [part.title, part]))
}

const connects = { code: 'target-connects' }
const certificate = { code: 'target-certificate' }

describe('the six parts of a lane', () => {
  it('are good where each check passes', () => {
    const found = parts([{}, connects, certificate, { code: 'chain-ttl' }, { code: 'addresses-differ' }])
    expect(Object.values(found)).toHaveLength(6)
    expect(Object.values(found).every(isGood)).toBe(true)
    expect(found.TLS?.words).toBe('a session is made')
  })

  it('are unknown, never good, where nobody looked yet', () => {
    expect(Object.values(parts([])).map(({ severity }) => severity)).toEqual(Array(6).fill('unknown'))
  })

  it('leave out what the settings do not probe, and TLS where none is spoken', () => {
    const off = parts([{}], { ...probe, notProbed: 'Probing is off.' })
    expect([off['Answers on its port'], off.TLS, off.Certificate].map((part) => part?.severity)).toEqual([
      null,
      null,
      null,
    ])
    const plain = parts([{}, connects])
    expect([plain['Answers on its port'], plain.TLS, plain.Certificate].map((part) => part?.severity)).toEqual([
      'ok',
      null,
      null,
    ])
  })

  it('take the worst of what is said of a name, and nothing of the other lane', () => {
    const found = parts([
      {},
      { code: 'target-address', state: 'block' },
      { code: 'chain-ttl', state: 'warn', lane: 'blue' },
    ])
    expect(found.Resolves?.severity).toBe('critical')
    expect(found['Short caching']?.severity).toBe('unknown')
  })

  it('know that there is no TLS session without a certificate to judge', () => {
    const found = parts([connects, { code: 'target-tls', state: 'warn' }])
    expect([found.TLS?.severity, found.Certificate?.severity]).toEqual(['warning', 'unknown'])
  })
})
