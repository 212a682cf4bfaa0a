import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { CertificateShape } from './certificate-shape.ts'
import type { Endpoint } from './endpoint.ts'
import type { EndpointCertificates } from './endpoint-certificates.ts'

type ContextFor = EndpointCertificates['contextFor']

const maxLineLength = 1024
// Length 8 and the code 80877103 (PostgreSQL protocol, "SSL Session Encryption").
const sslRequest = Buffer.from('0000000804d2162f', 'hex')

/** Holds the conversation of an endpoint on a connection that has just come in. */
export function speak(socket: Socket, endpoint: Endpoint, contextFor: ContextFor): void {
  const delayMs = 'delayMs' in endpoint ? (endpoint.delayMs ?? 0) : 0
  if (delayMs === 0) {
    begin(socket, endpoint, contextFor)
    return
  }
  const timer = setTimeout(() => begin(socket, endpoint, contextFor), delayMs)
  socket.once('close', () => clearTimeout(timer))
}

function begin(socket: Socket, endpoint: Endpoint, contextFor: ContextFor): void {
  switch (endpoint.speaks) {
    case 'tls':
      speakTls(socket, endpoint.certificate, contextFor)
      break
    case 'postgres':
      speakPostgres(socket, () => speakTls(socket, endpoint.certificate, contextFor))
      break
    case 'postgres-without-tls':
      speakPostgres(socket, null)
      break
    case 'smtp':
      speakSmtp(socket, () => speakTls(socket, endpoint.certificate, contextFor))
      break
    case 'http':
      speakHttp(socket)
      break
    case 'tcp':
    case 'nothing':
    case 'refusal':
      socket.resume()
  }
}

function speakTls(socket: Socket, certificate: CertificateShape, contextFor: ContextFor): void {
  const secured = new TLSSocket(socket, {
    isServer: true,
    secureContext: contextFor(certificate, null),
    SNICallback: (serverName, answer) => answer(null, contextFor(certificate, serverName)),
  })
  secured.on('error', () => socket.destroy())
  secured.resume()
}

function speakPostgres(socket: Socket, onAccepted: (() => void) | null): void {
  let held = Buffer.alloc(0)
  const hear = (chunk: Buffer) => {
    held = Buffer.concat([held, chunk.subarray(0, sslRequest.length)])
    if (held.length < sslRequest.length) return
    socket.off('data', hear)
    if (!held.subarray(0, sslRequest.length).equals(sslRequest)) {
      socket.destroy()
      return
    }
    socket.write(onAccepted === null ? 'N' : 'S')
    if (onAccepted === null) socket.resume()
    else onAccepted()
  }
  socket.on('data', hear)
}

function speakSmtp(socket: Socket, onAccepted: () => void): void {
  let held = ''
  const hear = (chunk: Buffer) => {
    held += chunk.toString('latin1')
    for (let end = held.indexOf('\n'); end >= 0; end = held.indexOf('\n')) {
      const [command = ''] = held.slice(0, end).trim().toUpperCase().split(' ')
      held = held.slice(end + 1)
      socket.write(smtpReplies[command] ?? '502 5.5.2 not here\r\n')
      if (command !== 'STARTTLS') continue
      socket.off('data', hear)
      onAccepted()
      return
    }
    if (held.length > maxLineLength) socket.destroy()
  }
  socket.on('data', hear)
  socket.write('220 mail ESMTP\r\n')
}

const smtpReplies: Readonly<Record<string, string>> = {
  EHLO: '250-mail\r\n250-SIZE 10485760\r\n250-8BITMIME\r\n250 STARTTLS\r\n',
  HELO: '250 mail\r\n',
  NOOP: '250 2.0.0 fine\r\n',
  STARTTLS: '220 2.0.0 go on\r\n',
  QUIT: '221 2.0.0 bye\r\n',
}

function speakHttp(socket: Socket): void {
  socket.once('data', () => {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    socket.resume()
  })
}
