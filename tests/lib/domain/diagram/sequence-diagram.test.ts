import { describe, expect, it } from 'vitest'
import { sequenceDiagram } from '@/lib/domain/diagram/sequence-diagram'
import { answer, brokenInCluster, hop, resolution, serviceName, target, verdict } from './sample-resolution'

const both = resolution(brokenInCluster(), answer())

describe('sequenceDiagram', () => {
  it('draws both phases of one vantage when it is named', () => {
    const source = sequenceDiagram({ serviceName, target, resolution: both, vantage: 'outside' })
    expect(source).toContain('%% 1 Name, from outside')
    expect(source).toContain('%% 2 Connect, from outside')
    expect(source).not.toContain('CoreDNS')
    expect(source).toContain('o0->>o1: A, AAAA erp.legacy…')
    expect(source).toContain('o0->>o3: connects to 10.40.8.21')
  })

  it('draws every vantage when none is named', () => {
    const source = sequenceDiagram({ serviceName, target, resolution: both })
    expect(source).toContain('participant c0 as Pod')
    expect(source).toContain('participant o0 as Client')
  })

  it('loses the question that nobody answered, and gives the pod the CNAME alone', () => {
    const source = sequenceDiagram({ serviceName, target, resolution: both, vantage: 'cluster' })
    expect(source).toContain('c1-xc2: A, AAAA erp-vip.dc2…')
    expect(source).toContain('c1-->>c0: CNAME alone, no address')
    expect(source).toContain('never starts, no address')
  })

  it('says nothing of zones behind a resolver that gave no reply', () => {
    const silent = answer({ verdict: verdict('TIMEOUT', 'unknown'), hops: [], addresses: [] })
    const source = sequenceDiagram({ serviceName, target, resolution: resolution(silent) })
    expect(source).toContain('o0-xo1: A, AAAA erp.legacy…')
    expect(source).not.toMatch(/o1-.*o2/)
    expect(source).toContain('%% 2 Connect, from outside, unknown')
  })

  it('shows the answer NXDOMAIN as an answer', () => {
    const gone = answer({ verdict: verdict('NXDOMAIN_ORIGIN', 'critical'), hops: [], addresses: [], brokenAt: target })
    const source = sequenceDiagram({ serviceName, target, resolution: resolution(gone) })
    expect(source).toContain('o2-->>o1: NXDOMAIN, no such name')
  })

  it('says that nothing was asked of an address', () => {
    const literal = answer({ verdict: verdict('IP_LITERAL', 'critical'), hops: [], addresses: [] })
    const source = sequenceDiagram({ serviceName, target: '10.0.0.1', resolution: resolution(literal) })
    expect(source).toContain('nothing was asked')
    expect(source).not.toContain('->>')
  })

  it('names the whole target though messages are cut', () => {
    const long = `${'a'.repeat(40)}.${'b'.repeat(30)}.example.com`
    const hops = [hop(long, 'A', '203.0.113.7')]
    const source = sequenceDiagram({
      serviceName,
      target: long,
      resolution: resolution(answer({ hops, addresses: ['203.0.113.7'] })),
    })
    expect(source).toContain(long)
  })

  it('says so when no vantage is configured', () => {
    expect(sequenceDiagram({ serviceName, target, resolution: resolution() })).toContain('no vantage is configured')
  })
})
