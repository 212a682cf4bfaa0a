import type { CertificateFacts, ChainFacts } from './certificate-facts'

/** How TLS begins on a port: not at all, at once, or after a request in the protocol of the port. */
export const tlsModes = ['none', 'direct', 'starttls-postgres', 'starttls-smtp'] as const

export type TlsMode = (typeof tlsModes)[number]

/**
 * Why there is no connection. `denied`: the address guard refused; `blocked`: this machine's own firewall; `busy`: too many probes wait;
 * `cancelled`: the caller gave up.
 */
export type TcpFailure =
  | 'refused'
  | 'timeout'
  | 'unreachable'
  | 'reset'
  | 'blocked'
  | 'denied'
  | 'busy'
  | 'cancelled'
  | 'other'

export type TcpOutcome =
  | { ok: true; address: string; elapsedMs: number }
  | { ok: false; address: string | null; failed: TcpFailure; why: string }

/**
 * Why there is no TLS session. `not-tls`: the peer spoke something else; `no-starttls`: it does not offer TLS, or not in its protocol;
 * `old-protocol`: it knows nothing newer than TLS 1.1; `alert`: it ended the handshake; `bad-bundle`: the CA bundle cannot be read.
 */
export type TlsFailure =
  | 'timeout'
  | 'reset'
  | 'not-tls'
  | 'no-starttls'
  | 'old-protocol'
  | 'alert'
  | 'bad-bundle'
  | 'cancelled'
  | 'other'

export interface TlsSession {
  elapsedMs: number
  /** `TLSv1.3` */
  protocol: string | null
  alpn: string | null
  /** The name that was asked for, null when it was none that TLS can carry (an address). */
  serverName: string | null
  certificate: CertificateFacts | null
  chain: ChainFacts
  /** Whether the certificate is for each of the names that the caller asked about. */
  covers: { name: string; isCovered: boolean }[]
}

export type TlsOutcome = ({ ok: true } & TlsSession) | { ok: false; failed: TlsFailure; why: string }

/** What one probe of one address came to. Times are milliseconds, `at` since the epoch. `tls` is null when it was not asked for or TCP failed. */
export interface ProbeResult {
  at: number
  host: string
  port: number
  tcp: TcpOutcome
  tls: TlsOutcome | null
}
