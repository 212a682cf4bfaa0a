import type { X509Certificate } from 'node:crypto'
import type { Socket } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import type { ChainFacts } from '@/lib/domain/probe/certificate-facts'
import type { TlsMode, TlsSession } from '@/lib/domain/probe/probe-result'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { plainText } from '@/lib/domain/resolution/plain-text'
import { type TlsFault, tlsFailure } from './failure'
import { coversName, isForServers, isLogged, readCertificate, sentChain } from './read-certificate'
import { traceChain } from './trace-chain'
import type { TrustStore } from './trust-store'

export interface TlsSessionOptions {
  socket: Socket
  mode: TlsMode
  serverName: string
  /** Names to hold the certificate against. */
  names: readonly string[]
  store: TrustStore
  chainLength: number
  until: Promise<TlsFault>
}

export type ReadSession =
  | { kind: 'session'; session: Omit<TlsSession, 'elapsedMs'> }
  | { kind: 'failed'; fault: TlsFault }

/** Makes one TLS session over an open socket, reads what the peer showed, and ends it: not a byte goes over it. The certificate may be any. */
export async function readTlsSession(options: TlsSessionOptions): Promise<ReadSession> {
  const { socket, store, until } = options
  const serverName = checkHostName(options.serverName).kind === 'ok' ? options.serverName : null
  const secured = connect({
    socket,
    secureContext: store.context,
    ...(serverName === null ? {} : { servername: serverName }),
    rejectUnauthorized: false,
    // Names are looked at apart, so that one fault does not hide another.
    checkServerIdentity: () => undefined,
    ...protocolsOf[options.mode],
  })
  try {
    const fault = await Promise.race([untilSecure(secured), until])
    if (fault !== null) return { kind: 'failed', fault }
    return { kind: 'session', session: { ...readPeer(secured, options), serverName } }
  } catch (error) {
    return { kind: 'failed', fault: tlsFailure(error) }
  } finally {
    secured.destroy()
  }
}

// A server that knows ALPN ends the handshake when it is offered only others' protocols (RFC 7301 §3.2); PostgreSQL 17 does.
const protocolsOf: Readonly<Record<TlsMode, { ALPNProtocols?: string[] }>> = {
  none: {},
  direct: { ALPNProtocols: ['h2', 'http/1.1'] },
  'starttls-postgres': { ALPNProtocols: ['postgresql'] },
  'starttls-smtp': {},
}

function untilSecure(secured: TLSSocket): Promise<TlsFault | null> {
  return new Promise((resolve) => {
    secured.once('secureConnect', () => {
      secured.pause()
      resolve(null)
    })
    secured.on('error', (error) => resolve(tlsFailure(error)))
    secured.once('close', () => resolve({ failed: 'reset', why: 'the connection was closed during the handshake' }))
  })
}

function readPeer(secured: TLSSocket, options: TlsSessionOptions): Omit<TlsSession, 'elapsedMs' | 'serverName'> {
  const own = secured.getPeerX509Certificate()
  const sent = sentChain(own, options.chainLength)
  return {
    protocol: secured.getProtocol(),
    alpn: typeof secured.alpnProtocol === 'string' ? plainText(secured.alpnProtocol, 32) : null,
    certificate: readCertificate(sent),
    chain: readChain(secured, own, sent, options.store),
    covers: options.names.map((name) => ({ name, isCovered: own !== undefined && coversName(own, name) })),
  }
}

function readChain(
  secured: TLSSocket,
  own: X509Certificate | undefined,
  sent: readonly X509Certificate[],
  store: TrustStore,
): ChainFacts {
  return {
    isTrusted: secured.authorized,
    error: errorCode(secured.authorizationError),
    ...traceChain(sent, store),
    hasBundle: store.hasBundle,
    isForServers: own === undefined || isForServers(own),
    isLogged: own !== undefined && isLogged(own),
  }
}

// Typed as an Error, but Node sets the code itself.
function errorCode(error: unknown): string | null {
  if (error === null || error === undefined) return null
  return plainText(error instanceof Error ? error.message : String(error), 64)
}
