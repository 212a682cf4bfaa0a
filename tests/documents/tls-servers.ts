import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext, createServer as createSecureServer, TLSSocket } from 'node:tls'

export interface TlsServers {
  /** `address:port` of the one that speaks TLS at once. */
  readonly tls: string
  /** Of the one that speaks TLS after PostgreSQL's request for it. */
  readonly postgres: string
  readonly certificatePem: string
  readonly stop: () => Promise<void>
}

/** Two servers on loopback, with a certificate for `orders.example.com` that openssl makes. */
export async function startTlsServers(): Promise<TlsServers> {
  const { key, cert } = makeCertificate()
  const secureContext = createSecureContext({ key, cert })
  const sockets = new Set<Socket>()
  const direct = createSecureServer({ key, cert }, (socket) => void socket.on('error', () => {}).resume())
  const postgres = createServer((socket) => {
    socket.once('data', () =>
      socket.write('S', () => {
        new TLSSocket(socket, { isServer: true, secureContext }).on('error', () => {}).resume()
      }),
    )
  })
  for (const server of [direct, postgres])
    server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.on('error', () => {}).once('close', () => sockets.delete(socket))
    })
  return {
    tls: await listen(direct),
    postgres: await listen(postgres),
    certificatePem: cert,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await Promise.all([direct, postgres].map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

function makeCertificate(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-tls-'))
  const paths = { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem') }
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const subject = ['-subj', '/CN=orders.example.com', '-addext', 'subjectAltName=DNS:orders.example.com']
  execFileSync('openssl', [...request, ...subject, '-keyout', paths.key, '-out', paths.cert], { stdio: 'ignore' })
  const made = { key: readFileSync(paths.key, 'utf8'), cert: readFileSync(paths.cert, 'utf8') }
  rmSync(folder, { recursive: true })
  return made
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return `127.0.0.1:${address.port}`
}
