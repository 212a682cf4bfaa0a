import type { Finding } from '@/lib/domain/finding/finding'
import { type Severity, severityRank, worseSeverity } from '@/lib/domain/resolution/severity'
import { type CertificateExpiry, certificateExpiry } from './certificate-expiry'
import type { CertificateFacts } from './certificate-facts'
import { chainFindings, expiryFindings, nameFindings } from './certificate-findings'
import { type CertificateTrust, certificateTrust } from './certificate-trust'
import type { TlsSession } from './probe-result'
import { type NameCoverage, nameCoverage } from './tls-name'

export interface CertificateJudgement {
  severity: Severity
  expiry: CertificateExpiry
  trust: CertificateTrust
  names: NameCoverage
  /** Worst first. */
  findings: Finding[]
}

export interface CertificateContext {
  nowMs: number
  /** The target, normalised. */
  host: string
  /** What clients may call the alias, as `inClusterNames` gives it. */
  aliasNames: readonly string[]
}

/** What the certificate of a target means for the clients of its alias; null when the server showed none. */
export function judgeCertificate(session: TlsSession, context: CertificateContext): CertificateJudgement | null {
  const { certificate, chain } = session
  if (certificate === null) return null
  const expiry = certificateExpiry(certificate, context.nowMs)
  const trust = certificateTrust(certificate, chain)
  const names = nameCoverage(session.covers, context.host, context.aliasNames)
  const findings = [
    ...expiryFindings(expiry),
    ...chainFindings(trust, certificate),
    ...nameFindings(names, namesOf(certificate)),
  ].sort((a, b) => severityRank(a.severity) - severityRank(b.severity))
  const severity = findings.map((finding) => finding.severity).reduce<Severity>(worseSeverity, 'ok')
  return { severity, expiry, trust, names, findings }
}

const namesShown = 5

function namesOf({ names, nameCount, subject }: CertificateFacts): string {
  if (names.length === 0) return `no name at all, only the subject ${subject}`
  const shown = names.slice(0, namesShown).join(', ')
  return nameCount > namesShown ? `${shown} and ${nameCount - namesShown} more` : shown
}
