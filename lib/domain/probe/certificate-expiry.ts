import type { CertificateFacts, CertificateLink } from './certificate-facts'

export interface CertificateExpiry {
  state: 'valid' | 'ending' | 'expired' | 'not-yet-valid' | 'unreadable'
  severity: 'ok' | 'info' | 'warning' | 'critical'
  /** The subject of the certificate that ends first, or begins last. */
  subject: string
  notBefore: string | null
  notAfter: string | null
  /** Until `notAfter`; negative after it. */
  daysLeft: number | null
}

const dayMs = 86_400_000

// Days left from which on it is told. A third, two ninths and a ninth of a short life, which is where a life of 63 days meets the days.
const thresholds = [
  { severity: 'critical', days: 7, share: 1 / 9 },
  { severity: 'warning', days: 14, share: 2 / 9 },
  { severity: 'info', days: 21, share: 1 / 3 },
] as const

/**
 * When a server's certificate, or one that it is signed by, stops counting: 21, 14 and 7 days ahead are info, warning and critical, sooner
 * for certificates that live for less than 63 days. Roots are left out: what counts is the copy that the client has.
 */
export function certificateExpiry(certificate: CertificateFacts, nowMs: number): CertificateExpiry {
  const signers = certificate.chain.filter(({ isSelfSigned }) => !isSelfSigned)
  const [own, ...others] = [certificate, ...signers].map((link) => judgeLink(link, nowMs))
  const first = own ?? judgeLink(certificate, nowMs)
  return others.reduce((worst, next) => (rank(next) > rank(worst) ? next : worst), first)
}

const severityRanks = ['ok', 'info', 'warning', 'critical'] as const
const rank = ({ severity }: CertificateExpiry) => severityRanks.indexOf(severity)

function judgeLink(link: CertificateLink, nowMs: number): CertificateExpiry {
  const { subject, notBefore, notAfter } = link
  const from = timeOf(notBefore)
  const to = timeOf(notAfter)
  if (from === null || to === null) {
    return { state: 'unreadable', severity: 'warning', subject, notBefore, notAfter, daysLeft: null }
  }
  const daysLeft = (to - nowMs) / dayMs
  const facts = { subject, notBefore, notAfter, daysLeft }
  if (nowMs > to) return { state: 'expired', severity: 'critical', ...facts }
  if (nowMs < from) return { state: 'not-yet-valid', severity: 'critical', ...facts }
  const lifeDays = (to - from) / dayMs
  const met = thresholds.find(({ days, share }) => daysLeft <= Math.min(days, lifeDays * share))
  return met === undefined
    ? { state: 'valid', severity: 'ok', ...facts }
    : { state: 'ending', severity: met.severity, ...facts }
}

function timeOf(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(time) ? null : time
}
