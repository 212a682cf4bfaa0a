import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { consoleFlags } from '../../scripts/console-flags.mjs'
import { runProgram } from '../../scripts/run-program.mjs'

const scripts = join(import.meta.dirname, '..', '..', 'scripts')
let root: string

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'signpost-start-')))
  mkdirSync(join(root, 'scripts'))
  for (const name of [
    'start.mjs',
    'serve.mjs',
    'standalone.mjs',
    'claim-port.mjs',
    'pack-static.mjs',
    'serve-packed.mjs',
    'serve-tls.mjs',
  ])
    copyFileSync(join(scripts, name), join(root, 'scripts', name))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function build(server: string) {
  mkdirSync(join(root, '.next', 'standalone'), { recursive: true })
  writeFileSync(join(root, '.next', 'standalone', 'server.js'), server)
}

function start(env: Record<string, string>) {
  const clean = { PATH: process.env.PATH, NODE_ENV: 'test' } as const
  return runProgram(process.execPath, ['scripts/start.mjs'], { cwd: root, capture: true, env: { ...clean, ...env } })
}

describe('npm start', () => {
  it('says what to do when the console is not built', async () => {
    const { code, output } = await start({})
    expect(code).toBe(1)
    expect(output).toContain('npm run build')
  })

  it('gives Node the flags of the console', () => {
    const manifest = JSON.parse(readFileSync(join(scripts, '..', 'package.json'), 'utf8'))
    expect(manifest.scripts.start).toContain(`node ${consoleFlags.join(' ')} scripts/start.mjs`)
  })

  it('serves on loopback only, whatever HOSTNAME the machine has', async () => {
    build('console.log(process.env.HOSTNAME)')
    expect((await start({ HOSTNAME: '0.0.0.0', PORT: '0' })).output).toBe('127.0.0.1\n')
  })

  it('takes a free port for 0', async () => {
    build('console.log(process.env.PORT)')
    expect(Number((await start({ PORT: '0' })).output)).toBeGreaterThan(0)
  })

  it('finds the files that were named relative to the folder of the caller', async () => {
    build('console.log(process.env.KUBECONFIG, process.env.SIGNPOST_CONFIG)')
    const { output } = await start({ PORT: '0', KUBECONFIG: 'a:/b/c::d', SIGNPOST_CONFIG: 'e.yaml' })
    expect(output).toBe(`${root}/a:/b/c:${root}/d ${root}/e.yaml\n`)
  })

  it.each(['abc', '-1', '65536', '1.5', '0x50'])('refuses PORT=%s and names the variable', async (port) => {
    build('console.log("started")')
    const { code, output } = await start({ PORT: port })
    expect(code).toBe(1)
    expect(output).toContain('PORT must be a number')
  })

  it('says that a port is in use, and which variable takes another', async () => {
    build('console.log("started")')
    const holder = createServer()
    const port = await new Promise<number>((resolve) => {
      holder.listen(0, '127.0.0.1', () => {
        const address = holder.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    try {
      const { code, output } = await start({ PORT: String(port) })
      expect(code).toBe(1)
      expect(output).toContain(`Port ${port} on 127.0.0.1 is in use`)
      expect(output).toContain('PORT=')
    } finally {
      holder.close()
    }
  })
})
