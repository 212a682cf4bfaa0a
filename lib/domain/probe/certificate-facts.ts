/** One certificate as it was read: hostile text, already bounded and printable. Times are ISO 8601, null when they cannot be read. */
export interface CertificateLink {
  subject: string
  issuer: string
  notBefore: string | null
  notAfter: string | null
  /** SHA-256, `AB:CD:…`. */
  fingerprint: string
  isAuthority: boolean
  isSelfSigned: boolean
}

/** The certificate of a server and what it sent with it: `chain` begins with the certificate after the server's own. */
export interface CertificateFacts extends CertificateLink {
  /** DNS names and addresses it is for, at most 100; `nameCount` is how many there are. */
  names: string[]
  nameCount: number
  chain: CertificateLink[]
}

/** How a chain was checked, names aside. */
export interface ChainFacts {
  isTrusted: boolean
  /** The verifier's code, such as `UNABLE_TO_VERIFY_LEAF_SIGNATURE`; the last of several. */
  error: string | null
  /** Where the chain ends: with a root that this machine trusts, in the given bundle, with a root that only the server vouches for, or nowhere. */
  end: 'public' | 'bundle' | 'sent-root' | 'self-signed' | 'unknown'
  /** What is wrong with a link before its end. */
  fault: 'signature' | 'not-an-authority' | null
  hasBundle: boolean
  /** Whether it may stand for a server (extended key usage). */
  isForServers: boolean
  /** It carries the time stamps of public certificate logs (RFC 6962), as only public authorities' certificates do. */
  isLogged: boolean
}
