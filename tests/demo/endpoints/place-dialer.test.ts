import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DialTable, dialTableVariable } from '../../../demo/endpoints/dial-table.ts'
import { type LoopbackServer, listenOnLoopback } from '../../../demo/endpoints/listen-on-loopback.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const preload = pathToFileURL(join(root, 'demo', 'place-dialer.ts')).href
const productDialer = pathToFileURL(join(root, 'lib', 'probe', 'dialer.ts')).href

// What the product itself does to reach an address, in a process of its own.
const program = `
import { systemDialer } from ${JSON.stringify(productDialer)}
for (const [address, port] of JSON.parse(process.argv[1])) {
  let socket
  try { socket = systemDialer({ address, port }) } catch (error) { console.log(error.name); continue }
  await new Promise((resolve) => {
    socket.once('data', (data) => { console.log(String(data)); socket.destroy() })
    socket.once('error', (error) => console.log(error.code))
    socket.once('close', resolve)
  })
}
`

let server: LoopbackServer
beforeAll(async () => {
  server = await listenOnLoopback((socket) => socket.end('hello'))
})
afterAll(() => server.stop())

async function run(table: DialTable | string | null, asked: readonly (readonly [string, number])[]) {
  const text = table === null || typeof table === 'string' ? table : JSON.stringify(table)
  const given = text === null ? {} : { [dialTableVariable]: text }
  const args = ['--import', preload, '--input-type=module', '--eval', program, JSON.stringify(asked)]
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...given },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { output: '', errors: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said.output += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said.errors += chunk
  })
  const [code] = await once(child, 'close')
  return { code, lines: said.output.trim().split('\n'), errors: said.errors }
}

describe('a process with the dialer in place', () => {
  it('reaches the endpoints of the table through the product’s own door, and nothing else, not even on loopback', async () => {
    const table: DialTable = { usual: { 443: server.port }, at: { '203.0.113.9 443': 'refused' } }
    const { code, lines } = await run(table, [
      ['203.0.113.7', 443],
      ['2001:db8::7', 443],
      ['203.0.113.9', 443],
      ['203.0.113.7', server.port],
      ['127.0.0.1', server.port],
      ['::1', server.port],
      ['10.0.0.1', 443],
      ['localhost', server.port],
    ])
    const refused = Array.from({ length: 5 }, () => 'ECONNREFUSED')
    expect(lines).toEqual(['hello', 'hello', ...refused, 'TypeError'])
    expect(code).toBe(0)
  })

  it('reaches nothing without a table', async () => {
    const { lines } = await run(null, [['203.0.113.7', server.port]])
    expect(lines).toEqual(['ECONNREFUSED'])
  })

  it('does not start with a table that cannot be read, and says so', async () => {
    const { code, errors } = await run('{"usual":{"443":"open"},"at":{}}', [])
    expect(code).not.toBe(0)
    expect(errors).toContain('no door at 443')
  })
})
