import { existsSync } from 'node:fs'
import http from 'node:http'
import { enableCompileCache } from 'node:module'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { claimPort, readPort } from './claim-port.mjs'
import { packedFiles } from './pack-static.mjs'
import { servePacked } from './serve-packed.mjs'
import { standalone } from './standalone.mjs'

const host = '127.0.0.1'
const defaultPort = 7420
const stopLimitMs = 5000

const { server, statics, compiled } = standalone(join(import.meta.dirname, '..'))
if (!existsSync(server)) fail('The console is not built yet: run `npm run build` first.')
// Compiling is a tenth of what a start costs. Where nothing can be written, it is done each time.
enableCompileCache(compiled)
const port = await takePort()

process.env.HOSTNAME = host
process.env.PORT = String(port)
// Longer than proxies and load balancers keep theirs, which would otherwise send on a connection that is being closed here.
process.env.KEEP_ALIVE_TIMEOUT ??= '65000'
// The standalone server changes into its own folder: paths given relative to the caller's are made absolute before.
const from = process.env.npm_lifecycle_event === 'start' ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd()
const { KUBECONFIG, SIGNPOST_CONFIG } = process.env
if (KUBECONFIG) {
  const files = KUBECONFIG.split(delimiter).filter((file) => file !== '')
  process.env.KUBECONFIG = files.map((file) => resolve(from, file)).join(delimiter)
}
if (SIGNPOST_CONFIG) process.env.SIGNPOST_CONFIG = resolve(from, SIGNPOST_CONFIG)

// Whatever still holds the process after an orderly stop, an open connection or a slow answer, ends here.
for (const signal of ['SIGTERM', 'SIGINT'])
  process.once(signal, () => setTimeout(() => process.exit(1), stopLimitMs).unref())

if (existsSync(statics)) await placePacked()
await import(pathToFileURL(server).href)

// The standalone server makes its server itself: what is to come before it is placed here.
async function placePacked() {
  const packed = await packedFiles(statics, '/_next/static/')
  const { createServer } = http
  http.createServer = (...given) => createServer(...given.slice(0, -1), servePacked(packed, given.at(-1)))
}

async function takePort() {
  try {
    return await claimPort({ host, port: readPort(process.env.PORT, defaultPort), command: 'npm start' })
  } catch (error) {
    return fail(error.message)
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
