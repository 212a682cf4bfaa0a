import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { standalone } from './standalone.mjs'

const host = '127.0.0.1'
const defaultPort = 7420
const stopLimitMs = 5000

const { server } = standalone(join(import.meta.dirname, '..'))
if (!existsSync(server)) fail('The console is not built yet: run `npm run build` first.')
const port = await claimPort(readPort(process.env.PORT))

process.env.HOSTNAME = host
process.env.PORT = String(port)
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

await import(pathToFileURL(server).href)

function readPort(text) {
  if (text === undefined || text === '') return defaultPort
  const value = Number(text)
  if (!/^\d{1,5}$/.test(text) || value > 65535)
    fail(`PORT must be a number from 0 to 65535 (0 = any free one), not ${JSON.stringify(text)}.`)
  return value
}

/** Takes the port for a moment, so that a port in use is said in plain words; 0 becomes a free one. */
function claimPort(wanted) {
  return new Promise((resolvePort) => {
    const probe = createServer()
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE')
        fail(
          `Port ${wanted} on ${host} is in use. Stop what listens there, or set PORT to another one: PORT=${wanted + 1} npm start`,
        )
      fail(`Cannot listen on ${host}:${wanted}: ${error.message}`)
    })
    probe.listen({ host, port: wanted }, () => {
      const taken = probe.address().port
      probe.close(() => resolvePort(taken))
    })
  })
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
