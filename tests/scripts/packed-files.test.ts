import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packedFiles, packStatic } from '../../scripts/pack-static.mjs'
import { servePacked } from '../../scripts/serve-packed.mjs'

const script = 'export const aliases = 1\n'.repeat(200)
let folder: string
let server: Server

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-packed-'))
  mkdirSync(join(folder, 'chunks'))
  writeFileSync(join(folder, 'chunks', 'page.js'), script)
  writeFileSync(join(folder, 'chunks', 'small.js'), 'export {}')
  writeFileSync(join(folder, 'font.woff2'), 'x'.repeat(5000))
  expect(await packStatic(folder)).toBe(1)
  const packed = await packedFiles(folder, '/_next/static/')
  server = createServer(servePacked(packed, (_, response) => void response.end('by Next')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As `curl` would, and unlike fetch: nothing is added to what is offered, nothing unpacked. */
async function get(path: string, encodings: string | undefined, method = 'GET') {
  const { port } = server.address() as AddressInfo
  const headers = encodings === undefined ? {} : { 'accept-encoding': encodings }
  return new Promise<{ encoding: string | undefined; type: string | undefined; body: Buffer }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers, agent: false }, async (response) => {
      const { 'content-encoding': encoding, 'content-type': type } = response.headers
      resolve({ encoding, type, body: await buffer(response) })
    })
      .on('error', reject)
      .end()
  })
}

const page = '/_next/static/chunks/page.js'

describe('static files packed at build', () => {
  it.each(['br', 'gzip, deflate, br, zstd', 'gzip;q=0.5, br;q=1.0', 'br;q=0.9'])(
    'are sent packed for %s',
    async (offer) => {
      const { encoding, type, body } = await get(page, offer)
      expect({ encoding, type }).toEqual({ encoding: 'br', type: 'application/javascript; charset=UTF-8' })
      expect(body.length).toBeLessThan(script.length / 10)
      expect(brotliDecompressSync(body).toString()).toBe(script)
    },
  )

  it.each([undefined, 'gzip', 'br;q=0', 'br;q=0.0', 'brotli'])('are left to Next for %s', async (offer) => {
    expect((await get(page, offer)).body.toString()).toBe('by Next')
  })

  it.each([
    '/_next/static/chunks/small.js',
    '/_next/static/font.woff2',
    '/_next/static/chunks/../chunks/page.js',
    '/_next/static/chunks/page.js.br',
    '/_next/static/chunks/page.js?v=1',
    '/chunks/page.js',
    '/',
  ])('are those alone that were packed, by their one path: not %s', async (path) => {
    expect((await get(path, 'br')).body.toString()).toBe('by Next')
  })

  it('are read, never written: another method is left to Next', async () => {
    expect((await get(page, 'br', 'POST')).body.toString()).toBe('by Next')
  })

  it('are left to Next when one went missing since the start', async () => {
    rmSync(join(folder, 'chunks', 'page.js.br'))
    expect((await get(page, 'br')).body.toString()).toBe('by Next')
  })
})
