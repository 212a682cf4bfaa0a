import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { claimPort, readPort } from './claim-port.mjs'
import { onProjectNode } from './on-project-node.mjs'
import { runProgram } from './run-program.mjs'
import { sourceHash } from './source-hash.mjs'
import { builtFrom } from './standalone.mjs'

const usage = `usage: npm run demo [-- --fresh]

Starts the console on http://127.0.0.1:7420 with a made-up company's cluster behind it, all on this machine, and keeps them until Ctrl-C.
  --fresh  forgets what was changed in the cluster by earlier runs
  PORT     another port for the console`

// As the first command after git clone it runs on Node 20 too, before anything is installed.
const script = fileURLToPath(import.meta.url)
const root = join(script, '..', '..')
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function main(args) {
  const { fresh, help } = readOptions(args)
  if (help) {
    console.log(usage)
    return 0
  }
  // Before all else: who waited minutes for the installation should not be told then that the port is in use.
  const port = await claimPort({
    host: '127.0.0.1',
    port: readPort(process.env.PORT, 7420),
    command: 'npm run demo',
  })
  const ended = await onProjectNode(root, script, args)
  if (ended !== null) return ended
  if (builtFrom(root) !== sourceHash(root)) {
    console.log('signpost: building the console; this takes about a minute, and only when something changed')
    const { code } = await runProgram(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root })
    if (code !== 0) return code
  }
  const { runDemo } = await import('../demo/run-demo.ts')
  return runDemo({ root, folder: join(root, '.demo'), port, isFresh: fresh })
}

function readOptions(args) {
  try {
    const options = { fresh: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } }
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new Error(`${error.message}\n\n${usage}`)
  }
}
