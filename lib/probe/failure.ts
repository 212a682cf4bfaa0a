import type { TcpFailure, TlsFailure } from '@/lib/domain/probe/probe-result'
import { plainText } from '@/lib/domain/resolution/plain-text'

export interface TlsFault {
  failed: TlsFailure
  why: string
}

/** Why a connection was not made, from the system's error code. */
export function tcpFailure(error: unknown): { failed: TcpFailure; why: string } {
  const code = codeOf(error)
  return { failed: tcpFailures[code] ?? 'other', why: code === '' ? messageOf(error) : code }
}

/** Why a TLS session was not made, from the code of the system or of OpenSSL. */
export function tlsFailure(error: unknown): TlsFault {
  const code = codeOf(error)
  const found = tlsFailures.find(([pattern]) => pattern.test(code))
  return { failed: found?.[1] ?? 'other', why: code === '' ? messageOf(error) : code }
}

const tcpFailures: Readonly<Record<string, TcpFailure>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  EACCES: 'blocked',
  EPERM: 'blocked',
}

const tlsFailures: readonly (readonly [RegExp, TlsFailure])[] = [
  [/^(ECONNRESET|EPIPE)$/, 'reset'],
  [/^ETIMEDOUT$/, 'timeout'],
  [/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW/, 'old-protocol'],
  [/_ALERT_/, 'alert'],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|HTTPS_PROXY_REQUEST|UNEXPECTED_MESSAGE/, 'not-tls'],
  [/RECORD_LAYER_FAILURE|BAD_RECORD_TYPE|INVALID_ALERT/, 'not-tls'],
]

function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : ''
  return typeof code === 'string' ? plainText(code, 64) : ''
}

// Messages of OpenSSL hold no bytes of the peer, but nothing promises that.
function messageOf(error: unknown): string {
  return plainText(error instanceof Error ? error.message : String(error), 128)
}
