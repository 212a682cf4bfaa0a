import https from 'node:https'

// Where the console finds the way to give this server its certificate: it reads the files, says what is wrong with them, and looks for new ones.
const place = Symbol.for('signpost.place-certificate')
const handshakeMs = 10_000
const handshakeByte = 0x16
const notTls = 'This port speaks TLS: ask for https.\n'
const refusal = [
  'HTTP/1.1 400 Bad Request',
  'Content-Type: text/plain; charset=utf-8',
  `Content-Length: ${notTls.length}`,
  'Connection: close',
  '',
  notTls,
].join('\r\n')

/**
 * A server that speaks TLS 1.2 and newer. Connections wait until the console gave it a certificate; each has the newest one at its beginning, and
 * keeps what it began with. Who speaks plain HTTP is told so.
 * @param {import('node:https').ServerOptions} options
 * @param {import('node:http').RequestListener} listener
 */
export function createTlsServer(options, listener) {
  const server = https.createServer({ ...options, handshakeTimeout: handshakeMs }, listener)
  const begun = Promise.withResolvers()
  globalThis[place] = (pair) => {
    server.setSecureContext({ ...pair, minVersion: 'TLSv1.2' })
    begun.resolve()
  }
  const toTls = server.listeners('connection')
  server.removeAllListeners('connection')
  server.on('connection', (socket) => {
    const end = () => socket.destroy()
    socket.setTimeout(handshakeMs, end)
    socket.on('error', end)
    socket.once('data', async (first) => {
      socket.pause()
      if (first[0] !== handshakeByte) {
        socket.end(refusal, end)
        return
      }
      await begun.promise
      if (socket.destroyed) return
      socket.setTimeout(0)
      socket.off('timeout', end)
      socket.off('error', end)
      // What was read of the handshake goes first.
      socket.unshift(first)
      for (const each of toTls) each.call(server, socket)
    })
  })
  return server
}
