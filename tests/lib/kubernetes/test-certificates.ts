import { X509Certificate } from 'node:crypto'
import { issueCertificate } from '../../../demo/certificate'

export const validity = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + 86_400_000) }

export const authority = issueCertificate({ commonName: 'test authority', usage: 'authority', ...validity })

export const serverCertificate = issueCertificate(
  { commonName: 'server', alternativeNames: ['127.0.0.1', 'kubernetes.default.svc'], usage: 'server', ...validity },
  authority.issuer,
)

/** A server that is known by one name only: reaching it by address takes `tls-server-name`. */
export const namedServerCertificate = issueCertificate(
  { commonName: 'server', alternativeNames: ['api.internal.example'], usage: 'server', ...validity },
  authority.issuer,
)

export const clientCertificate = issueCertificate(
  { commonName: 'jane', organization: 'team-a', usage: 'client', ...validity },
  authority.issuer,
)

export const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** The common name of a peer's certificate, null without one. */
export function commonNameOf(raw: Buffer | undefined): string | null {
  if (raw === undefined) return null
  return /CN=(.+)/.exec(new X509Certificate(raw).subject)?.[1] ?? null
}
