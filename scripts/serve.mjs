import { existsSync, realpathSync } from 'node:fs'
import http from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { packedFiles } from './pack-static.mjs'
import { servePacked } from './serve-packed.mjs'

const stopLimitMs = 5000

/**
 * Runs the standalone server in this process, where HOSTNAME and PORT say, and sees that SIGTERM ends it within five seconds.
 * In the image this file is the program and lies beside that server.
 * @param {string} server the path of its `server.js`
 */
export async function serve(server) {
  // Longer than proxies and load balancers keep theirs, which would otherwise send on a connection that is being closed here.
  process.env.KEEP_ALIVE_TIMEOUT ??= '65000'
  // Whatever still holds the process after an orderly stop, an open connection or a slow answer, ends here.
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.once(signal, () => setTimeout(() => process.exit(1), stopLimitMs).unref())
  const statics = join(dirname(server), '.next', 'static')
  const packed = existsSync(statics) ? await packedFiles(statics, '/_next/static/') : new Map()
  // The standalone server makes its server itself: what is to come before it is placed here.
  const { createServer } = http
  http.createServer = (...given) => createServer(...given.slice(0, -1), refuseTrace(servePacked(packed, given.at(-1))))
  await import(pathToFileURL(server).href)
}

/** TRACE would give a reader what its request held (RFC 9110 §9.3.8); Next cannot read such a request, and answers 500. */
function refuseTrace(listener) {
  return (request, response) => {
    if (request.method !== 'TRACE') return listener(request, response)
    const detail = 'The console answers no TRACE.'
    const problem = { type: 'about:blank', title: 'Method not allowed', status: 405, detail, code: 'method' }
    response.writeHead(405, { allow: 'GET, HEAD, POST', 'content-type': 'application/problem+json' })
    return response.end(JSON.stringify(problem))
  }
}

const file = fileURLToPath(import.meta.url)
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === file)
  await serve(join(dirname(file), 'server.js'))
