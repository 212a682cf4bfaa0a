import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { issueCertificate } from '../../demo/certificate.ts'

/** What the TLS server says to the process that started it. */
export interface TlsPeer {
  readonly port: number
  readonly rootPem: string
}

// A process of its own: the processor time of the one that asks is measured.
const [host = ''] = process.argv.slice(2)
const day = 86_400_000
const dates = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 90 * day) }
const root = issueCertificate({ commonName: 'Bench Root', usage: 'authority', ...dates })
const middle = issueCertificate({ commonName: 'Bench Issuing', usage: 'authority', ...dates }, root.issuer)
const own = issueCertificate({ commonName: host, alternativeNames: [host], usage: 'server', ...dates }, middle.issuer)
const server = createServer({ key: own.keyPem, cert: own.certificatePem + middle.certificatePem }, (socket) => {
  socket.on('error', () => socket.destroy())
})
server.on('tlsClientError', () => undefined)
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.send?.({ port, rootPem: root.certificatePem } satisfies TlsPeer)
})
process.once('disconnect', () => process.exit(0))
