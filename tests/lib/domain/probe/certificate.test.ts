import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alternativeNames } from '@/lib/domain/probe/alternative-names'
import { judgeCertificate } from '@/lib/domain/probe/certificate'
import { certificateExpiry } from '@/lib/domain/probe/certificate-expiry'
import type { CertificateFacts, ChainFacts } from '@/lib/domain/probe/certificate-facts'
import { certificateTrust } from '@/lib/domain/probe/certificate-trust'
import type { TlsSession } from '@/lib/domain/probe/probe-result'

const dayMs = 86_400_000
const nowMs = Date.UTC(2026, 10, 24)
const at = (days: number) => new Date(nowMs + days * dayMs).toISOString()

const certificate: CertificateFacts = {
  subject: 'CN=db.example.com',
  issuer: 'CN=R11, O=Lets Sign',
  notBefore: at(-30),
  notAfter: at(60),
  fingerprint: 'AA',
  isAuthority: false,
  isSelfSigned: false,
  names: ['db.example.com'],
  nameCount: 1,
  chain: [],
}
const chain: ChainFacts = {
  isTrusted: true,
  error: null,
  end: 'public',
  fault: null,
  hasBundle: false,
  isForServers: true,
  isLogged: true,
}
const session: TlsSession = {
  elapsedMs: 12,
  protocol: 'TLSv1.3',
  alpn: null,
  serverName: 'db.example.com',
  certificate,
  chain,
  covers: [{ name: 'db.example.com', isCovered: true }],
}
const context = { nowMs, host: 'db.example.com', aliasNames: [] }

describe('the end of a certificate', () => {
  const severityAt = (lifeDays: number, daysLeft: number) =>
    certificateExpiry({ ...certificate, notBefore: at(daysLeft - lifeDays), notAfter: at(daysLeft) }, nowMs).severity

  it.each([
    [398, 21.1, 'ok'],
    [398, 21, 'info'],
    [398, 14.1, 'info'],
    [398, 14, 'warning'],
    [398, 7.1, 'warning'],
    [398, 7, 'critical'],
    [398, -0.1, 'critical'],
    [90, 21.1, 'ok'],
    [45, 15.1, 'ok'],
    [45, 15, 'info'],
    [45, 10, 'warning'],
    [45, 5, 'critical'],
    [6, 2.1, 'ok'],
    [6, 2, 'info'],
    [6, 1.3, 'warning'],
    [6, 0.6, 'critical'],
  ])('of %d days, with %d left: %s', (lifeDays, daysLeft, severity) => {
    expect(severityAt(lifeDays, daysLeft)).toBe(severity)
  })

  it('never gets better as time passes', () => {
    const ranks = ['ok', 'info', 'warning', 'critical']
    const rankAt = (life: number, left: number) => ranks.indexOf(severityAt(life, left))
    const days = fc.double({ min: 0.1, max: 1000, noNaN: true })
    fc.assert(
      fc.property(days, days, days, (life, a, b) => {
        const [early, late] = [Math.max(a, b), Math.min(a, b)]
        if (early <= life) expect(rankAt(life, late)).toBeGreaterThanOrEqual(rankAt(life, early))
      }),
    )
  })

  it('is told in hours at the last, and is a warning when it cannot be read', () => {
    const ends = { ...session, certificate: { ...certificate, notAfter: at(0.5) } }
    expect(judgeCertificate(ends, context)?.findings[0]).toMatchObject({
      code: 'CERT_ENDING',
      evidence: expect.stringContaining('in 12 h'),
    })
    const odd = { ...session, certificate: { ...certificate, notAfter: null } }
    expect(judgeCertificate(odd, context)).toMatchObject({
      severity: 'warning',
      findings: [{ code: 'CERT_DATES' }],
      expiry: { state: 'unreadable', daysLeft: null },
    })
  })

  it('of a root that the server sends does not count', () => {
    const old = { ...certificate, isSelfSigned: true, isAuthority: true, notAfter: at(-1) }
    expect(certificateExpiry({ ...certificate, chain: [old] }, nowMs).state).toBe('valid')
    expect(certificateExpiry({ ...certificate, chain: [{ ...old, isSelfSigned: false }] }, nowMs).state).toBe('expired')
  })
})

describe('trust', () => {
  const unknown: ChainFacts = { ...chain, isTrusted: false, end: 'unknown', error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }

  it('tells a public certificate without its chain from a private one by the stamps of public logs', () => {
    expect(certificateTrust(certificate, unknown)).toMatchObject({ kind: 'broken', fault: 'incomplete' })
    expect(certificateTrust(certificate, { ...unknown, isLogged: false })).toEqual({
      kind: 'private-ca',
      isKnown: false,
      authority: 'CN=R11, O=Lets Sign',
    })
  })

  it("gives the verifier's reason when the root is known and the dates are not why", () => {
    const small = { ...chain, isTrusted: false, error: 'EE_KEY_TOO_SMALL' }
    expect(certificateTrust(certificate, small)).toEqual({
      kind: 'broken',
      fault: 'rejected',
      error: 'EE_KEY_TOO_SMALL',
    })
    expect(judgeCertificate({ ...session, chain: small }, context)?.findings).toMatchObject([
      { code: 'CERT_REJECTED', severity: 'critical', evidence: expect.stringContaining('EE_KEY_TOO_SMALL') },
    ])
    for (const error of ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])
      expect(certificateTrust(certificate, { ...small, error })).toEqual({ kind: 'public' })
  })
})

describe('a judgement', () => {
  it('is null without a certificate, and ok when all is well', () => {
    expect(judgeCertificate({ ...session, certificate: null }, context)).toBeNull()
    expect(judgeCertificate(session, context)).toMatchObject({ severity: 'ok', findings: [] })
  })

  it('puts the worst first and shows a few of many names', () => {
    const names = Array.from({ length: 100 }, (_, index) => `n${index}.example.com`)
    const read = { ...session, covers: [], certificate: { ...certificate, names, nameCount: 250, notAfter: at(15) } }
    const judgement = judgeCertificate(read, context)
    expect(judgement?.severity).toBe('critical')
    expect(judgement?.findings.map(({ code }) => code)).toEqual(['CERT_NAME', 'CERT_ENDING'])
    expect(judgement?.findings[0]?.evidence).toContain('n4.example.com and 245 more; not for db.example.com')
  })

  it('says so when a certificate has no name at all', () => {
    const read = { ...session, covers: [], certificate: { ...certificate, names: [], nameCount: 0 } }
    expect(judgeCertificate(read, context)?.findings[0]?.evidence).toContain('no name at all')
  })
})

describe('alternative names', () => {
  it('are DNS names and addresses, as Node writes them', () => {
    const line =
      'DNS:a.example, IP Address:10.0.0.1, URI:spiffe://x/y, email:a@b.example, IP Address:2001:DB8:0:0:0:0:0:1'
    expect(alternativeNames(line)).toEqual({ names: ['a.example', '10.0.0.1', '2001:DB8:0:0:0:0:0:1'], count: 3 })
  })

  it('are not made up by a name that looks like more of them', () => {
    const value = 'a.example, DNS:bank.example'
    expect(alternativeNames(`DNS:${JSON.stringify(value)}, DNS:b.example`)).toEqual({
      names: [value, 'b.example'],
      count: 2,
    })
  })

  it('stay bounded and printable for any text', () => {
    const pieces = fc.constantFrom(
      'DNS:',
      'IP Address:',
      '"',
      '\\',
      ', ',
      'x',
      '\n',
      '\u202e',
      '\\u0000',
      'a'.repeat(300),
    )
    const lines = fc.oneof(
      fc.string({ unit: 'binary-ascii' }),
      fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(lines, (line) => {
        const { names, count } = alternativeNames(line)
        expect(names.length).toBe(Math.min(count, 100))
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
        expect(/[\u0000-\u001f\u202e]/.test(names.join(''))).toBe(false)
      }),
    )
    const long = Array.from({ length: 20_000 }, (_, index) => `DNS:n${index}`).join(', ')
    expect(alternativeNames(long).names).toHaveLength(100)
  })
})
