import { existsSync, realpathSync } from 'node:fs'
import http from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { packedFiles } from './pack-static.mjs'
import { servePacked } from './serve-packed.mjs'
import { createTlsServer } from './serve-tls.mjs'

const stopLimitMs = 4800
const runtime = Symbol.for('signpost.runtime')
// A request that comes byte by byte ends: its head after ten seconds, its body after a minute. Answers may take as long as they want.
const patience = { headersTimeout: 10_000, requestTimeout: 60_000, connectionsCheckingInterval: 2000 }
// Of a body, by Next; the API itself takes 1 MiB.
const mostKeptBytes = 10 << 20

/**
 * Runs the standalone server in this process, where HOSTNAME and PORT say, and sees that SIGTERM ends it within five seconds.
 * In the image this file is the program and lies beside that server.
 * @param {string} server the path of its `server.js`
 */
export async function serve(server) {
  // Longer than proxies and load balancers keep theirs, which would otherwise send on a connection that is being closed here.
  process.env.KEEP_ALIVE_TIMEOUT ??= '65000'
  if (process.env.SIGNPOST_LISTEN) process.env.HOSTNAME = process.env.SIGNPOST_LISTEN
  // Next would end the process as soon as nobody is connected, whatever the console still has to write down.
  process.env.NEXT_MANUAL_SIG_HANDLE = 'true'
  /** @type {import('node:http').Server | undefined} */
  let listening
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, () => {
      listening?.close()
      // Before it is there nothing has begun, and nobody else ends the process.
      if (globalThis[runtime] === undefined) process.exit(0)
      // Whatever still holds the process after an orderly stop, an open connection or a slow answer, ends here.
      setTimeout(() => process.exit(1), stopLimitMs).unref()
    })
  }
  const statics = join(dirname(server), '.next', 'static')
  const packed = existsSync(statics) ? await packedFiles(statics, '/_next/static/') : new Map()
  // The standalone server makes its server itself: what is to come before it is placed here.
  const { createServer } = http
  http.createServer = (...given) => {
    // Its first alone is the console's.
    http.createServer = createServer
    const make = servesTls() ? createTlsServer : createServer
    listening = make(patience, refuseAtDoor(servePacked(packed, given.at(-1))))
    return listening
  }
  holdBackWords()
  await import(pathToFileURL(server).href)
}

/** Next says where it listens before the console's log is there, which says it itself: its words are shown only when the process ends before that. */
function holdBackWords() {
  const said = []
  const hold = (...words) => said.push(words)
  const { log } = console
  console.log = hold
  process.once('exit', () => {
    if (console.log !== hold) return
    for (const words of said) log(...words)
  })
}

/** One of the two is enough here: the console says which is missing. */
function servesTls() {
  return Boolean(process.env.SIGNPOST_TLS_CERT_FILE || process.env.SIGNPOST_TLS_KEY_FILE)
}

/**
 * Refuses what Next cannot answer: TRACE, which would give a reader what its request held (RFC 9110 §9.3.8), ends there as a 500, and a body
 * larger than it keeps is waited for until it has all come.
 */
function refuseAtDoor(listener) {
  return (request, response) => {
    if (request.method === 'TRACE') {
      const detail = 'The console answers no TRACE.'
      return refuse(response, { title: 'Method not allowed', status: 405, detail, code: 'method' })
    }
    if (Number(request.headers['content-length'] ?? 0) > mostKeptBytes) {
      const causes = [{ field: 'body', message: 'must be at most 1 MiB' }]
      return refuse(response, {
        title: 'Too large',
        status: 413,
        detail: 'body: is too large',
        code: 'too-large',
        causes,
      })
    }
    return listener(request, response)
  }
}

function refuse(response, problem) {
  response.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    connection: 'close',
    ...(problem.status === 405 ? { allow: 'GET, HEAD, POST' } : {}),
  })
  const requestId = response.getHeader('x-request-id')
  response.end(JSON.stringify({ type: 'about:blank', ...problem, requestId }))
}

const file = fileURLToPath(import.meta.url)
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === file)
  await serve(join(dirname(file), 'server.js'))
