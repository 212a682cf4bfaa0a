import type { ProbedTarget } from '@/lib/domain/finding/target-findings'
import type { CertificateFacts, ChainFacts } from '@/lib/domain/probe/certificate-facts'
import type { TcpFailure } from '@/lib/domain/probe/probe-result'

const host = 'b.example'
const nowMs = Date.UTC(2026, 10, 24)
const at = (days: number) => new Date(nowMs + days * 86_400_000).toISOString()
const place = { at: nowMs, host, port: 8443 }
const around = { tls: 'direct' as const, host, aliasNames: [], nowMs }

const chain: ChainFacts = {
  isTrusted: true,
  error: null,
  end: 'public',
  fault: null,
  hasBundle: false,
  isForServers: true,
  isLogged: true,
}

/** A target whose port answered, with a certificate that ends in so many days. */
export function probedTarget(daysLeft: number, { isCovered = true } = {}): ProbedTarget {
  const certificate: CertificateFacts = {
    subject: `CN=${host}`,
    issuer: 'CN=Public',
    notBefore: at(-165),
    notAfter: at(daysLeft),
    fingerprint: 'AA',
    isAuthority: false,
    isSelfSigned: false,
    names: [host],
    nameCount: 1,
    chain: [],
  }
  const session = { elapsedMs: 20, protocol: 'TLSv1.3', alpn: null, serverName: host, certificate, chain }
  return {
    ...around,
    result: {
      ...place,
      tcp: { ok: true, address: '203.0.113.2', elapsedMs: 9 },
      tls: { ok: true, ...session, covers: [{ name: host, isCovered }] },
    },
  }
}

/** A target whose port did not answer. */
export function failedTarget(failed: TcpFailure): ProbedTarget {
  return { ...around, result: { ...place, tcp: { ok: false, address: '203.0.113.2', failed, why: failed }, tls: null } }
}

/** A target in order whose certificate this authority signed. */
export function signedBy(issuer: string): ProbedTarget {
  const target = probedTarget(200)
  const { tls } = target.result
  if (tls?.ok !== true || tls.certificate === null) throw new Error('no certificate')
  const certificate = { ...tls.certificate, issuer }
  return { ...target, result: { ...target.result, tls: { ...tls, certificate } } }
}
