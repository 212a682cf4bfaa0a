import { type CertificateGist, certificateReply } from '@/lib/domain/probe/certificate-words'
import type { TlsMode } from '@/lib/domain/probe/probe-result'
import type { Severity } from '@/lib/domain/resolution/severity'
import { diagramLabel } from './label'

/** What is known of the connection to a target, as last tried from where the console runs; times are milliseconds, `at` is null until then. */
export interface SeenConnection {
  /** Why nothing is tried, null when it is. */
  notProbed: string | null
  port: number | null
  tls: TlsMode | null
  at: string | null
  address: string | null
  problem: string | null
  connectedMs: number | null
  handshakeMs: number | null
  certificate: (CertificateGist & { severity: Severity }) | null
}

/** Who takes part: ids of the diagram, the target's name, and the addresses that this vantage sees. */
export interface ConnectionPair {
  client: string
  server: string
  host: string
  addresses: readonly string[]
}

/** The lines of a tried connection. `isKnown` is false where nothing can be said of it; `failure` is the message that carries a fault. */
export interface ConnectMessages {
  lines: string[]
  isKnown: boolean
  failure: string | null
}

const longestHost = 44

/** TCP, then TLS, as the console tried them at one of the addresses; a note says why where it did not. */
export function connectMessages(pair: ConnectionPair, connection: SeenConnection): ConnectMessages {
  const why = whyUntried(pair, connection)
  if (why !== null) return { lines: [note(pair, why)], isKnown: false, failure: null }
  const { client, server, host } = pair
  const { port, tls, connectedMs, handshakeMs, problem, address } = connection
  if (connectedMs === null) {
    const lost = `${client}-x${server}: ${diagramLabel(`TCP ${port} to ${address}`)}`
    return {
      lines: [lost, note(pair, `${problem ?? 'no connection'}, from the console`)],
      isKnown: true,
      failure: null,
    }
  }
  const took = connectedMs < 1 ? '< 1' : Math.round(connectedMs)
  const open = `${server}-->>${client}: ${diagramLabel(`open in ${took} ms, from the console`)}`
  const hasTls = tls !== null && tls !== 'none' && (handshakeMs !== null || problem !== null)
  if (!hasTls) return { lines: [`${client}->>${server}: TCP ${port}`, open], isKnown: true, failure: null }
  const asked = diagramLabel(host, longestHost)
  if (handshakeMs === null) {
    const lines = [`${client}->>${server}: TCP ${port}`, open, `${client}-x${server}: TLS for ${asked}`]
    return { lines: [...lines, note(pair, problem ?? 'no TLS session')], isKnown: true, failure: null }
  }
  const lines = [`${client}->>${server}: TCP ${port}, then TLS for ${asked}`, open]
  const { certificate } = connection
  if (certificate === null) return { lines, isKnown: true, failure: null }
  const reply = certificateReply(certificate)
  const failure = certificate.severity === 'critical' ? reply : null
  return { lines: [...lines, `${server}-->>${client}: ${diagramLabel(reply)}`], isKnown: true, failure }
}

/** The same in words, to stand after the addresses; null where nothing was tried. */
export function connectionSentence(host: string, connection: SeenConnection): string | null {
  const { notProbed, at, port, connectedMs, problem, handshakeMs, certificate } = connection
  if (notProbed !== null || at === null) return null
  if (connectedMs === null) return `Port ${port}, tried from the console: ${problem ?? 'no connection'}.`
  const open = `Port ${port} is open, tried from the console`
  if (handshakeMs === null) return problem === null ? `${open}.` : `${open}; TLS for ${host}: ${problem}.`
  return certificate === null ? `${open}, with TLS.` : `${open}; TLS for ${host}: ${certificateReply(certificate)}.`
}

function whyUntried({ addresses }: ConnectionPair, connection: SeenConnection): string | null {
  const { notProbed, at, port, address, problem } = connection
  if (notProbed !== null) return 'not probed'
  if (at === null) return problem === null ? `port ${port} not probed yet` : `port ${port} not probed, ${problem}`
  if (address === null) return `not probed, ${problem ?? 'nothing was dialled'}`
  return addresses.includes(address) ? null : `not probed from here; the console went to ${address}`
}

function note({ client, server }: ConnectionPair, text: string): string {
  return `Note over ${client},${server}: ${diagramLabel(text, 64)}`
}
