import type { CertificateLink } from '@/lib/domain/probe/certificate-facts'
import type { ProbeResult, TlsSession } from '@/lib/domain/probe/probe-result'

const link = (notAfter: string, subject: string): CertificateLink => ({
  subject,
  issuer: 'CN=Acme Root',
  notBefore: '2025-12-01T00:00:00.000Z',
  notAfter,
  fingerprint: 'AB:CD',
  isAuthority: false,
  isSelfSigned: false,
})

export const sampleSession: TlsSession = {
  elapsedMs: 12.5,
  protocol: 'TLSv1.3',
  alpn: null,
  serverName: 'fine.secret.example',
  certificate: {
    ...link('2026-06-01T00:00:00.000Z', 'CN=fine.secret.example'),
    names: ['fine.secret.example'],
    nameCount: 1,
    chain: [link('2026-03-01T00:00:00.000Z', 'CN=Acme Issuing')],
  },
  chain: {
    isTrusted: true,
    error: null,
    end: 'public',
    fault: null,
    hasBundle: false,
    isForServers: true,
    isLogged: false,
  },
  covers: [
    { name: 'fine.secret.example', isCovered: true },
    { name: 'fine.shop.svc', isCovered: false },
  ],
}

/** A probe that found everything fine, its intermediate certificate ending before its own; tests name only what they are about. */
export function sampleProbe(overrides: Partial<ProbeResult> = {}): ProbeResult {
  return {
    at: Date.parse('2026-01-02T00:00:00Z'),
    host: 'fine.secret.example',
    port: 8443,
    tcp: { ok: true, address: '203.0.113.7', elapsedMs: 4 },
    tls: { ok: true, ...sampleSession },
    ...overrides,
  }
}
