import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { callUrl, fetchJson, fetchText } from '@/lib/client/api-fetch'
import { ClientError } from '@/lib/client/client-error'
import { operations } from '@/lib/contract/operations'
import { makePage, makeRow } from './rows'

const params = { cluster: 'prod', namespace: 'orders', name: 'orders-db' }
let stop: () => Promise<void> = async () => undefined

/** Serves the console's origin: relative paths go there, as they do in a browser. */
async function serve(listener: RequestListener): Promise<void> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const real = globalThis.fetch
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(`http://127.0.0.1:${port}${path}`, init))
  stop = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
}

afterEach(async () => {
  vi.unstubAllGlobals()
  await stop()
  stop = async () => undefined
})

const caught = (call: Promise<unknown>): Promise<unknown> => call.then(() => null).catch((error: unknown) => error)

describe('callUrl', () => {
  it('fills the path and repeats lists, encoding what came from outside', () => {
    const hostile = { cluster: 'prod', namespace: 'a/b', name: '..?x#y' }
    expect(
      callUrl('/services/{cluster}/{namespace}/{name}', hostile, { owner: ['a&b', 'c'], q: undefined, limit: 5 }),
    ).toBe('/api/v1/services/prod/a%2Fb/..%3Fx%23y?owner=a%26b&owner=c&limit=5')
  })
})

describe('fetchJson', () => {
  it('gives what the contract says, parsed', async () => {
    let asked = ''
    await serve((request, response) => {
      asked = request.url ?? ''
      response.end(JSON.stringify(makePage([makeRow()])))
    })
    const page = await fetchJson(operations.listServices, { query: { namespace: ['orders'], limit: 5 } })
    expect(page.items[0]?.name).toBe('orders-db')
    expect(asked).toBe('/api/v1/services?namespace=orders&limit=5')
  })

  it('turns a problem document into a ClientError that holds it', async () => {
    const problem = {
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      detail: 'It was changed.',
      code: 'stale-plan',
    }
    await serve((_request, response) => {
      response.writeHead(409, { 'content-type': 'application/problem+json' })
      response.end(JSON.stringify({ ...problem, now: { type: 'ExternalName', target: 'c.example' } }))
    })
    const error = await caught(fetchJson(operations.getSession))
    expect(error).toBeInstanceOf(ClientError)
    expect(error).toMatchObject({ status: 409, code: 'stale-plan', message: 'It was changed.', isPassing: false })
    expect(error).toMatchObject({ problem: { now: { target: 'c.example' } } })
  })

  it.each([
    ['a page of HTML', 502, '<html>bad gateway</html>'],
    ['another shape', 200, '{"items": 3}'],
    ['half a document', 200, '{"items": ['],
  ])('says that it cannot read %s', async (_what, status, body) => {
    await serve((_request, response) => {
      response.writeHead(status)
      response.end(body)
    })
    expect(await caught(fetchJson(operations.listServices))).toMatchObject({ code: 'unreadable', status })
  })

  it('says network, and that it may pass, when nothing answers', async () => {
    await serve((request) => request.socket.destroy())
    const error = await caught(fetchJson(operations.getSession))
    expect(error).toMatchObject({ code: 'network', status: 0, isPassing: true })
  })
})

describe('fetchText', () => {
  it('gives plain text as it came', async () => {
    await serve((_request, response) => response.end('flowchart LR\n'))
    expect(await fetchText(operations.getDiagram, { params, query: { kind: 'flow' } })).toBe('flowchart LR\n')
  })
})
