import { describe, expect, it } from 'vitest'
import { probeFindings } from '@/lib/domain/probe/probe-findings'
import type { ProbeResult, TcpFailure, TlsFailure } from '@/lib/domain/probe/probe-result'

const base = { at: 0, host: 'db.example.com', port: 5432 }
const open = { ok: true as const, address: '203.0.113.7', elapsedMs: 4 }

function tcp(failed: TcpFailure): ProbeResult {
  return { ...base, tcp: { ok: false, address: '203.0.113.7', failed, why: 'REASON' }, tls: null }
}

function tls(failed: TlsFailure): ProbeResult {
  return { ...base, tcp: open, tls: { ok: false, failed, why: 'REASON' } }
}

describe('a probe', () => {
  it.each([
    ['refused', 'TCP_REFUSED', 'warning'],
    ['timeout', 'TCP_TIMEOUT', 'warning'],
    ['unreachable', 'TCP_UNREACHABLE', 'warning'],
    ['reset', 'TCP_FAILED', 'warning'],
    ['other', 'TCP_FAILED', 'warning'],
    ['blocked', 'PROBE_BLOCKED', 'unknown'],
    ['denied', 'PROBE_DENIED', 'unknown'],
  ] as const)('that ended in %s is told as %s, %s', (failed, code, severity) => {
    expect(probeFindings(tcp(failed), 'none')).toEqual([
      {
        code,
        severity,
        evidence: `203.0.113.7 port 5432: REASON${failed === 'denied' ? '' : ', from where the console runs'}.`,
        cause: expect.stringMatching(/\.$/),
        fix: expect.stringMatching(/\.$/),
      },
    ])
  })

  it.each([
    ['not-tls', 'TLS_NOT_SPOKEN', 'warning'],
    ['no-starttls', 'TLS_NOT_OFFERED', 'warning'],
    ['old-protocol', 'TLS_OLD', 'warning'],
    ['alert', 'TLS_REFUSED', 'warning'],
    ['timeout', 'TLS_FAILED', 'warning'],
    ['reset', 'TLS_FAILED', 'warning'],
    ['other', 'TLS_FAILED', 'warning'],
    ['bad-bundle', 'CA_BUNDLE', 'unknown'],
  ] as const)('whose TLS ended in %s is told as %s, %s', (failed, code, severity) => {
    const [finding] = probeFindings(tls(failed), 'starttls-postgres')
    expect(finding).toMatchObject({ code, severity, evidence: '203.0.113.7 port 5432 answers; TLS: REASON.' })
  })

  it('names the protocol that was spoken before TLS', () => {
    expect(probeFindings(tls('no-starttls'), 'starttls-smtp')[0]?.cause).toContain('SMTP')
    expect(probeFindings(tls('no-starttls'), 'starttls-postgres')[0]?.cause).toContain('PostgreSQL')
  })

  it('says nothing when it was not made, or all went well', () => {
    for (const result of [tcp('busy'), tcp('cancelled'), tls('cancelled'), { ...base, tcp: open, tls: null }])
      expect(probeFindings(result, 'none')).toEqual([])
  })
})
