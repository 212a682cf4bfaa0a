import type { X509Certificate } from 'node:crypto'
import type { ChainFacts } from '@/lib/domain/probe/certificate-facts'
import type { TrustStore } from './trust-store'

type TracedChain = Pick<ChainFacts, 'end' | 'fault'>
type Roots = ReadonlyMap<string, readonly X509Certificate[]>

/**
 * Follows a chain from the server's certificate over what it sent to a root, whatever the dates: the verifier names one fault of several, and
 * an expired certificate hides from it who signed it. `sent` begins with the server's own.
 */
export function traceChain(sent: readonly X509Certificate[], store: TrustStore): TracedChain {
  const [own, ...others] = sent
  if (own === undefined) return { end: 'unknown', fault: null }
  const visited = new Set([own])
  let current = own
  for (;;) {
    const end = endAt(current, current === own, store)
    if (end !== null) return { end, fault: null }
    const named = others.filter((other) => !visited.has(other) && other.subject === current.issuer)
    const signer = named.find((other) => isSignedBy(current, other))
    if (signer === undefined) return { end: 'unknown', fault: named.length > 0 ? 'signature' : null }
    if (!signer.ca) return { end: 'unknown', fault: 'not-an-authority' }
    visited.add(signer)
    current = signer
  }
}

function endAt(certificate: X509Certificate, isOwn: boolean, store: TrustStore): ChainFacts['end'] | null {
  if (isRootedIn(store.bundleRoots, certificate)) return 'bundle'
  if (isRootedIn(store.publicRoots, certificate)) return 'public'
  if (!isSelfSigned(certificate)) return null
  return isOwn ? 'self-signed' : 'sent-root'
}

function isRootedIn(roots: Roots, certificate: X509Certificate): boolean {
  const own = roots.get(certificate.subject) ?? []
  if (own.some((root) => root.fingerprint256 === certificate.fingerprint256)) return true
  return (roots.get(certificate.issuer) ?? []).some((root) => isSignedBy(certificate, root))
}

/** Whether a certificate carries its own signature. */
export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.subject === certificate.issuer && isSignedBy(certificate, certificate)
}

// A key or signature of a kind that OpenSSL does not know throws.
function isSignedBy(certificate: X509Certificate, signer: X509Certificate): boolean {
  try {
    return certificate.verify(signer.publicKey)
  } catch {
    return false
  }
}
