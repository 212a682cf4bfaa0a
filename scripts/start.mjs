import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { delimiter, join, resolve } from 'node:path'
import { claimPort, readPort } from './claim-port.mjs'
import { serve } from './serve.mjs'
import { standalone } from './standalone.mjs'

const host = process.env.SIGNPOST_LISTEN || '127.0.0.1'
const defaultPort = 7420

const { server, compiled } = standalone(join(import.meta.dirname, '..'))
if (!existsSync(server)) fail('The console is not built yet: run `npm run build` first.')
// Compiling is a tenth of what a start costs. Where nothing can be written, it is done each time.
enableCompileCache(compiled)
const port = await takePort()

process.env.HOSTNAME = host
process.env.PORT = String(port)
// The standalone server changes into its own folder: paths given relative to the caller's are made absolute before.
const from = process.env.npm_lifecycle_event === 'start' ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd()
const { KUBECONFIG } = process.env
if (KUBECONFIG) {
  const files = KUBECONFIG.split(delimiter).filter((file) => file !== '')
  process.env.KUBECONFIG = files.map((file) => resolve(from, file)).join(delimiter)
}
for (const name of ['SIGNPOST_CONFIG', 'SIGNPOST_TLS_CERT_FILE', 'SIGNPOST_TLS_KEY_FILE']) {
  const path = process.env[name]
  if (path) process.env[name] = resolve(from, path)
}

await serve(server)

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
