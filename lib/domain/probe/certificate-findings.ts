import type { Finding } from '@/lib/domain/finding/finding'
import type { CertificateExpiry } from './certificate-expiry'
import type { CertificateFacts } from './certificate-facts'
import type { BrokenChain, CertificateTrust } from './certificate-trust'
import type { NameCoverage } from './tls-name'

/** What there is to say about the dates; nothing while they are fine. */
export function expiryFindings(expiry: CertificateExpiry): Finding[] {
  const { state, severity, subject, notBefore, notAfter, daysLeft } = expiry
  const whose = `Certificate ${subject}`
  switch (state) {
    case 'valid':
      return []
    case 'unreadable':
      return [
        {
          code: 'CERT_DATES',
          severity,
          evidence: `${whose}: its dates cannot be read.`,
          cause: 'The certificate is malformed.',
          fix: 'Whoever runs the target has to issue another.',
        },
      ]
    case 'expired':
      return [
        {
          code: 'CERT_EXPIRED',
          severity,
          evidence: `${whose} ended ${notAfter}, ${days(-(daysLeft ?? 0))} ago.`,
          cause: 'It was not renewed in time, or the server was not restarted with the new one.',
          fix: 'Whoever runs the target has to renew it; until then clients that verify cannot connect.',
        },
      ]
    case 'not-yet-valid':
      return [
        {
          code: 'CERT_NOT_YET_VALID',
          severity,
          evidence: `${whose} begins only ${notBefore}.`,
          cause: "It was put in place too early, or this machine's clock is behind.",
          fix: "Compare the clocks; if they agree, the target's former certificate has to come back.",
        },
      ]
    case 'ending':
      return [
        {
          code: 'CERT_ENDING',
          severity,
          evidence: `${whose} ends ${notAfter}, in ${days(daysLeft ?? 0)}.`,
          cause: 'Renewal has not happened yet.',
          fix: 'Ask whoever runs the target when it will be renewed.',
        },
      ]
  }
}

function days(count: number): string {
  if (count < 2) return `${Math.max(0, Math.floor(count * 24))} h`
  return `${Math.floor(count)} d`
}

/** What there is to say about who signed it; nothing for a public authority or one whose root is known. */
export function chainFindings(trust: CertificateTrust, certificate: CertificateFacts): Finding[] {
  switch (trust.kind) {
    case 'public':
      return []
    case 'private-ca':
      return trust.isKnown ? [] : [privateAuthority(trust.authority)]
    case 'self-signed':
      return [
        {
          code: 'CERT_SELF_SIGNED',
          severity: 'warning',
          evidence: `Certificate ${certificate.subject} is signed by itself.`,
          cause: 'No authority stands behind it: a client cannot tell this server from another.',
          fix: 'Give clients this very certificate to trust, and put it in the CA bundle; or have one issued by an authority.',
        },
      ]
    case 'broken':
      return [{ ...brokenChains[trust.fault], evidence: brokenEvidence(trust.fault, trust.error, certificate) }]
  }
}

function privateAuthority(authority: string): Finding {
  return {
    code: 'CERT_PRIVATE_CA',
    severity: 'info',
    evidence: `Signed by ${authority}, which is no public authority.`,
    cause: 'The target uses an authority of its own; that is usual for managed databases and inside companies.',
    fix: 'Clients need its root certificate; put it in the CA bundle, and it is checked here too.',
  }
}

const brokenChains: Readonly<Record<BrokenChain, Omit<Finding, 'evidence'>>> = {
  incomplete: {
    code: 'CERT_CHAIN_INCOMPLETE',
    severity: 'warning',
    cause: 'The server leaves out a certificate between its own and a known root. Some clients fetch it, most do not.',
    fix: 'The server has to send its whole chain; if it belongs to another authority, add that root to the CA bundle.',
  },
  'untrusted-intermediate': {
    code: 'CERT_CHAIN_BROKEN',
    severity: 'critical',
    cause: 'A certificate that the server sent has not signed the one before it, or may not sign any.',
    fix: 'The server has to send the chain that belongs to its certificate.',
  },
  'wrong-usage': {
    code: 'CERT_USAGE',
    severity: 'critical',
    cause: 'The certificate was issued for something else than a server.',
    fix: 'The target needs a certificate for server authentication.',
  },
  rejected: {
    code: 'CERT_REJECTED',
    severity: 'critical',
    cause: 'The root is known, but a rule for certificates is broken on the way to it.',
    fix: 'Whoever runs the target has to have it issued again.',
  },
}

function brokenEvidence(fault: BrokenChain, error: string | null, certificate: CertificateFacts): string {
  const sent = certificate.chain.length === 0 ? 'nothing else' : `${certificate.chain.length} more`
  const last = certificate.chain.at(-1) ?? certificate
  const code = error === null ? '' : ` (${error})`
  if (fault === 'incomplete') return `The server sent its certificate and ${sent}; ${last.issuer} is not known${code}.`
  return `Certificate ${certificate.subject}, issued by ${certificate.issuer}${code}.`
}

/** Whether clients can ask for the right name: critical when the certificate is not even for the target. */
export function nameFindings(coverage: NameCoverage, isFor: string): Finding[] {
  const { host, isHostCovered, aliasNames } = coverage
  if (!isHostCovered) {
    return [
      {
        code: 'CERT_NAME',
        severity: 'critical',
        evidence: `The certificate is for ${isFor}; not for ${host}.`,
        cause:
          'The name leads to a server that cannot prove to be it: another tenant, a default certificate, or a wrong target.',
        fix: 'Check the target first. If it is right, its certificate needs this name.',
      },
    ]
  }
  const missing = aliasNames.filter(({ isCovered }) => !isCovered)
  if (missing.length === 0) return []
  return [
    {
      code: 'TLS_NAME',
      severity: 'info',
      evidence: `The certificate is for ${isFor}; not for ${missing.map(({ name }) => name).join(', ')}.`,
      cause: 'Clients that connect through the alias ask for its name, and the certificate does not have it.',
      fix: `Clients must set the TLS server name to ${host}.`,
    },
  ]
}
