import { describe, expect, it } from 'vitest'
import { sequenceDiagram } from '@/lib/domain/diagram/sequence-diagram'
import { answer, brokenInCluster, hop, resolution, serviceName, target, verdict } from './sample-resolution'
import { seenConnection } from './seen-connection'

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

describe('the connection at the end of a sequence', () => {
  const drawn = (change: Parameters<typeof seenConnection>[0] = {}, from = answer()) =>
    sequenceDiagram({ serviceName, target, resolution: resolution(from), connection: seenConnection(change) })

  it('is the one that was tried: port, time, the name of TLS and what the certificate is worth', () => {
    const source = drawn()
    expect(source).toContain('o0->>o3: TCP 8443, then TLS for erp.legacy.internal.company.com')
    expect(source).toContain('o3-->>o0: open in 9 ms, from the console')
    expect(source).toContain('o3-->>o0: certificate matches, private CA, 84 d left')
    expect(source).not.toContain('%% fails')
    expect(source).toMatch(/%% 2 Connect, from outside$/m)
    expect(source).toContain('TLS for erp.legacy.internal.company.com#58; certificate matches')
  })

  it('marks a certificate that clients refuse as the failure', () => {
    const certificate = { daysLeft: -3, trust: 'public', isHostCovered: false, severity: 'critical' } as const
    const words = 'certificate for another name, public CA, ended 3 d ago'
    const source = drawn({ certificate })
    expect(source).toContain(`%% fails: ${words}`)
    expect(source).toContain(`o3-->>o0: ${words}`)
  })

  it('loses the connection that was not made, with why', () => {
    const source = drawn({ connectedMs: null, handshakeMs: null, certificate: null, problem: 'refused' })
    expect(source).toContain('o0-xo3: TCP 8443 to 10.40.8.21')
    expect(source).toContain('Note over o0,o3: refused, from the console')
    expect(source).not.toContain('TLS for')
  })

  it('loses the handshake that failed on an open port', () => {
    const source = drawn({ handshakeMs: null, certificate: null, problem: 'alert 40' })
    expect(source).toContain('o3-->>o0: open in 9 ms')
    expect(source).toContain('o0-xo3: TLS for erp.legacy')
    expect(source).toContain('Note over o0,o3: alert 40')
  })

  it('is TCP alone where the port speaks no TLS', () => {
    const source = drawn({ tls: 'none', handshakeMs: null, certificate: null })
    expect(source).toContain('o0->>o3: TCP 8443\n')
    expect(source).not.toContain('TLS for')
  })

  it.each<[string, Parameters<typeof seenConnection>[0], string]>([
    ['probing is off', { notProbed: 'Probing is off.' }, 'not probed'],
    ['its turn has not come', { at: null, address: null, connectedMs: null }, 'port 8443 not probed yet'],
    [
      'what it waits for',
      { at: null, connectedMs: null, problem: 'it has no address' },
      'not probed, it has no address',
    ],
    ['the console went elsewhere', { address: '192.0.2.9' }, 'the console went to 192.0.2.9'],
    ['the guard denied it', { address: null, connectedMs: null, problem: 'loopback' }, 'not probed, loopback'],
  ])('says otherwise that it was not tried: %s', (_why, change, note) => {
    const source = drawn(change)
    expect(source).toContain(note)
    expect(source).toContain('o0->>o3: connects to 10.40.8.21')
    expect(source).toMatch(/%% 2 Connect, from outside, unknown$/m)
    expect(source).not.toContain('open in')
  })

  it('keeps what a server says within its label', () => {
    const source = drawn({ connectedMs: null, problem: 'x\nend\n%%{init: {}}%% <b>' })
    expect(source.split('\n')).toHaveLength(drawn({ connectedMs: null, problem: 'x' }).split('\n').length)
    expect(source).not.toContain('<b>')
  })
})

describe('the reply that broke a sequence', () => {
  it('carries the number of its Extended DNS Error, and is marked by the same words', () => {
    const evidence = {
      name: target,
      family: 'A',
      reply: 'SERVFAIL',
      extendedErrors: ['EDE 9, DNSKEY Missing: x'],
    } as const
    const bogus = answer({
      verdict: verdict('SERVFAIL_DNSSEC', 'critical'),
      hops: [],
      addresses: [],
      brokenAt: target,
      evidence: { ...evidence, extendedErrors: [...evidence.extendedErrors] },
    })
    const source = sequenceDiagram({ serviceName, target, resolution: resolution(bogus) })
    expect(source).toContain('%% fails: SERVFAIL, DNSSEC, EDE 9')
    expect(source).toContain('o2-->>o1: SERVFAIL, DNSSEC, EDE 9')
  })
})
