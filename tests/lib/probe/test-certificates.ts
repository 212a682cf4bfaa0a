import { type CertificateRequest, type IssuedCertificate, issueCertificate } from '../../../demo/certificate'

export type TestCertificate = IssuedCertificate

const dayMs = 86_400_000

/** Days from now; a certificate that is fine began ten days ago and ends in three hundred. */
export function fromNow(fromDays: number, toDays: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now()
  return { notBefore: new Date(now + fromDays * dayMs), notAfter: new Date(now + toDays * dayMs) }
}

const longTime = fromNow(-1000, 1000)

export const root = issueCertificate({ commonName: 'Acme Root', organization: 'Acme', usage: 'authority', ...longTime })

export const intermediate = issueCertificate(
  { commonName: 'Acme Issuing', organization: 'Acme', usage: 'authority', ...longTime },
  root.issuer,
)

/** An authority of the same name as `intermediate`, with another key. */
export const impostor = issueCertificate(
  { commonName: 'Acme Issuing', organization: 'Acme', usage: 'authority', ...longTime },
  root.issuer,
)

/** A server's certificate, which may not sign others. */
export const notAnAuthority = issueCertificate(
  { commonName: 'app.example.com', usage: 'server', alternativeNames: ['app.example.com'], ...longTime },
  root.issuer,
)

/** A certificate for `db.example.com`, signed by `signer` or, without one, by itself. */
export function issue(signer: TestCertificate | null, change: Partial<CertificateRequest> = {}): TestCertificate {
  const request: CertificateRequest = {
    commonName: 'db.example.com',
    alternativeNames: ['db.example.com'],
    usage: 'server',
    ...fromNow(-10, 300),
    ...change,
  }
  return issueCertificate(request, signer?.issuer)
}
