import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { ControlPlane } from '../../control-plane/control-plane.ts'

/** What happens to the next write of a Service: it never arrives, its answer is lost, or something runs just before it. */
export type Mishap = { kind: 'lose-request' } | { kind: 'lose-answer' } | { kind: 'before'; run(): Promise<void> }

/** The control plane's API server behind a bad line: a plain HTTP server on loopback that passes requests on, mishaps apart. */
export interface LossyApiServer {
  url: string
  /** Real (not dry-run) patches of Services that came by. */
  patches: number
  mishaps: Mishap[]
  close(): Promise<void>
}

export async function startLossyApiServer(controlPlane: ControlPlane): Promise<LossyApiServer> {
  const ca = await readFile(controlPlane.caPath)
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  const lossy: LossyApiServer = {
    url: '',
    patches: 0,
    mishaps: [],
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request)
    const isWrite = request.method === 'PATCH' && !request.url?.includes('dryRun')
    if (isWrite) lossy.patches += 1
    const mishap = isWrite ? lossy.mishaps.shift() : undefined
    if (mishap?.kind === 'lose-request') return void response.destroy()
    if (mishap?.kind === 'before') await mishap.run()
    const { headers, method, url } = request
    const upstream = httpsRequest(
      new URL(url ?? '/', controlPlane.serverUrl),
      { ca, headers, method: method ?? 'GET' },
      (answer) => {
        if (mishap?.kind === 'lose-answer') {
          answer.resume().on('end', () => response.destroy())
          return
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    upstream.on('error', () => response.destroy())
    response.on('close', () => upstream.destroy())
    upstream.end(body)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  lossy.url = `http://127.0.0.1:${portOf(server.address())}`
  return lossy
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server does not listen')
  return address.port
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
