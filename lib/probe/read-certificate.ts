import type { X509Certificate } from 'node:crypto'
import { alternativeNames } from '@/lib/domain/probe/alternative-names'
import type { CertificateFacts, CertificateLink } from '@/lib/domain/probe/certificate-facts'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { plainText } from '@/lib/domain/resolution/plain-text'
import { isSelfSigned } from './trace-chain'

/** The server's certificate and those it sent with it, at most `maxLength`, in the order of sending. */
export function sentChain(own: X509Certificate | undefined, maxLength: number): X509Certificate[] {
  const sent: X509Certificate[] = []
  for (let next = own; next !== undefined && sent.length < maxLength; next = next.issuerCertificate) sent.push(next)
  return sent
}

/** Facts of a chain as `sentChain` gives it; null for an empty one. */
export function readCertificate(sent: readonly X509Certificate[]): CertificateFacts | null {
  const [own, ...others] = sent
  if (own === undefined) return null
  const { names, count } = alternativeNames(own.subjectAltName ?? '')
  return { ...readLink(own), names, nameCount: count, chain: others.map(readLink) }
}

function readLink(certificate: X509Certificate): CertificateLink {
  return {
    subject: readName(certificate.subject),
    issuer: readName(certificate.issuer),
    notBefore: readTime(certificate.validFromDate),
    notAfter: readTime(certificate.validToDate),
    fingerprint: certificate.fingerprint256,
    isAuthority: certificate.ca,
    isSelfSigned: isSelfSigned(certificate),
  }
}

// Node writes one attribute a line, with line breaks inside one escaped.
function readName(text: string | undefined): string {
  return plainText((text ?? '').split('\n').reverse().join(', '))
}

function readTime(date: Date): string | null {
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/**
 * Whether a certificate is for a name or an address. The common name never counts, nor half a label (`db-*.example.com`): RFC 9525 and most
 * clients have dropped them.
 */
export function coversName(certificate: X509Certificate, name: string): boolean {
  const check = checkHostName(name)
  if (check.kind === 'ip-literal') return certificate.checkIP(check.address) !== undefined
  if (check.kind === 'invalid') return false
  return certificate.checkHost(name, { subject: 'never', partialWildcards: false }) !== undefined
}

const serverUses = new Set(['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'])

/** Whether it may stand for a server: no extended key usage, or the one for servers, or any (RFC 5280 §4.2.1.12). */
export function isForServers(certificate: X509Certificate): boolean {
  const uses: readonly string[] | undefined = certificate.keyUsage
  return uses === undefined || uses.some((use) => serverUses.has(use))
}

// OID 1.3.6.1.4.1.11129.2.4.2, the list of signed certificate timestamps (RFC 6962 §3.3); Node has no way to ask for an extension.
const timestampList = Buffer.from('060a2b06010401d679020402', 'hex')

/** Whether public certificate logs have vouched for it inside the certificate. */
export function isLogged(certificate: X509Certificate): boolean {
  return certificate.raw.includes(timestampList)
}
