import { createSecureContext, type SecureContext } from 'node:tls'
import { type IssuedCertificate, issueCertificate } from '../certificate.ts'
import type { CertificateShape } from './certificate-shape.ts'

export interface EndpointCertificates {
  /** The root that every machine of this world trusts, as PEM. */
  readonly publicPem: string
  /** The root of the company's own authority, as PEM. */
  readonly bundlePem: string
  /** A certificate of the shape for the name that a client asks for; without one, or for what is no name, for a name of its own. */
  readonly contextFor: (shape: CertificateShape, serverName: string | null) => SecureContext
}

const dayMs = 86_400_000
const rootDays = 3650
const remembered = 500
const nameOfNobody = 'default.invalid'
const hostName = /^(?=.{1,253}$)([a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?\.)+[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

/** The authorities of the outside world, made anew, and the certificates that they sign when they are first asked for. */
export function createEndpointCertificates(now: Date, ownDomain: string): EndpointCertificates {
  const day = (days: number) => new Date(now.getTime() + days * dayMs)
  const authority = (organization: string, commonName: string, above?: IssuedCertificate) =>
    issueCertificate(
      {
        ...{ commonName, organization, usage: 'authority' },
        ...{ notBefore: day(-rootDays), notAfter: day(rootDays) },
      },
      above?.issuer,
    )
  const publicRoot = authority('Bramble Trust', 'Bramble Trust Root X1')
  const publicIntermediate = authority('Bramble Trust', 'Bramble Trust E1', publicRoot)
  const ownRoot = authority('Quillmoor', 'Quillmoor Root CA')
  const ownIntermediate = authority('Quillmoor', 'Quillmoor Servers CA', ownRoot)
  const unknownRoot = authority('ams1', 'ams1 cluster CA')

  const issue = ({ signedBy, beganDaysAgo, endsInDays, names }: CertificateShape, serverName: string) => {
    const alternativeNames = names ?? [serverName]
    const request = {
      // RFC 5280 allows 64 characters; the names that count are the alternative ones.
      commonName: (alternativeNames[0] ?? serverName).slice(0, 64),
      alternativeNames,
      usage: 'server',
      notBefore: day(-beganDaysAgo),
      // Half a day more, so that it is this many days for a while.
      notAfter: day(endsInDays + 0.5),
    } as const
    const isOwn = alternativeNames.some((name) => name.endsWith(`.${ownDomain}`))
    const intermediate = isOwn ? ownIntermediate : publicIntermediate
    switch (signedBy) {
      case 'known':
        return [issueCertificate(request, intermediate.issuer), intermediate]
      case 'left-out':
        return [issueCertificate(request, intermediate.issuer)]
      case 'private':
        return [issueCertificate(request, unknownRoot.issuer), unknownRoot]
      case 'itself':
        return [issueCertificate(request)]
    }
  }

  const contexts = new Map<string, SecureContext>()
  return {
    publicPem: publicRoot.certificatePem,
    bundlePem: ownRoot.certificatePem,
    contextFor: (shape, serverName) => {
      const asked = serverName?.toLowerCase() ?? nameOfNobody
      const name = hostName.test(asked) ? asked : nameOfNobody
      const key = JSON.stringify([shape, shape.names === undefined ? name : null])
      const context = contexts.get(key) ?? toContext(issue(shape, name))
      contexts.delete(key)
      contexts.set(key, context)
      const [oldest] = contexts.keys()
      if (contexts.size > remembered && oldest !== undefined) contexts.delete(oldest)
      return context
    },
  }
}

function toContext(chain: readonly IssuedCertificate[]): SecureContext {
  const [own] = chain
  return createSecureContext({
    cert: chain.map(({ certificatePem }) => certificatePem).join(''),
    ...(own === undefined ? {} : { key: own.keyPem }),
  })
}
