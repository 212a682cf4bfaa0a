import type { CertificateFacts, ChainFacts } from './certificate-facts'

/** Who stands behind a certificate, and when it is `broken`, in what way. */
export type CertificateTrust =
  | { kind: 'public' }
  /** `isKnown`: the given bundle holds its root. */
  | { kind: 'private-ca'; isKnown: boolean; authority: string }
  | { kind: 'self-signed' }
  | { kind: 'broken'; fault: BrokenChain; error: string | null }

/**
 * `incomplete`: a certificate between the server's and a known root was not sent; `untrusted-intermediate`: one that was sent has not signed
 * it, or may not; `wrong-usage`: it is not for servers; `rejected`: the verifier's own reason.
 */
export type BrokenChain = 'incomplete' | 'untrusted-intermediate' | 'wrong-usage' | 'rejected'

const timeErrors = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

/** Tells a private authority from a broken chain. Whether it is in time is another matter (`certificateExpiry`), and so are its names. */
export function certificateTrust(certificate: CertificateFacts, chain: ChainFacts): CertificateTrust {
  const { end, error, fault } = chain
  const broken = (kind: BrokenChain): CertificateTrust => ({ kind: 'broken', fault: kind, error })
  if (end === 'self-signed' && !chain.isTrusted) return { kind: 'self-signed' }
  if (!chain.isForServers || error === 'INVALID_PURPOSE') return broken('wrong-usage')
  if (fault !== null && !chain.isTrusted) return broken('untrusted-intermediate')
  const authority = (certificate.chain.findLast(({ isAuthority }) => isAuthority) ?? certificate).issuer
  switch (end) {
    case 'sent-root':
      return { kind: 'private-ca', isKnown: false, authority }
    case 'unknown':
      return chain.isLogged || chain.hasBundle
        ? broken('incomplete')
        : { kind: 'private-ca', isKnown: false, authority }
    case 'public':
    case 'bundle':
    case 'self-signed':
      if (!chain.isTrusted && !timeErrors.has(error ?? '')) return broken('rejected')
      return end === 'public' ? { kind: 'public' } : { kind: 'private-ca', isKnown: true, authority }
  }
}
