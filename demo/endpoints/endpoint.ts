import type { CertificateShape } from './certificate-shape.ts'

/** What a port of the outside world does with a connection. */
export type Endpoint = SpeakingEndpoint | SilentEndpoint

interface SpeakingEndpoint {
  readonly speaks: 'tls' | 'postgres' | 'smtp'
  readonly certificate: CertificateShape
  /** How long it thinks before its first word. */
  readonly delayMs?: number
}

interface SilentEndpoint {
  /** `tcp` only listens; `postgres-without-tls` and `http` answer, but never in TLS; `nothing` lets a connection hang; `refusal` is a closed port. */
  readonly speaks: 'tcp' | 'postgres-without-tls' | 'http' | 'nothing' | 'refusal'
}

/** Endpoints by port wherever nothing else is said, and those of single addresses. */
export interface EndpointMap {
  /** The domain whose names have certificates by the company's own authority. */
  readonly ownDomain: string
  readonly usual: ReadonlyMap<number, Endpoint>
  readonly placed: readonly PlacedEndpoint[]
}

export interface PlacedEndpoint {
  readonly addresses: readonly string[]
  readonly port: number
  readonly endpoint: Endpoint
}
