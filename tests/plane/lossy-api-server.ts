import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'

/** What happens to the next write of a Service: it never arrives, its answer is lost, or something runs just before it. */
export type Mishap = { kind: 'lose-request' } | { kind: 'lose-answer' } | { kind: 'before'; run(): Promise<void> }

/** What becomes of a request: whether it goes on to the API server, whether the answer comes back, and what is done once it was there, before its sender hears of it. */
export interface Fate {
  forward: boolean
  answer: boolean
  afterwards?(): unknown
  /** Answered by the line, as an API server of another age would. */
  instead?: { status: number; message: string }
}

export interface PassingRequest {
  method: string
  /** With its query. */
  url: string
}

/** A control plane's API server behind a bad line: a plain HTTP server on loopback that passes requests on, mishaps apart. */
export interface LossyApiServer {
  url: string
  /** Real (not dry-run) patches of Services that came by. */
  patches: number
  mishaps: Mishap[]
  /** Decides about each request that no mishap concerns; all pass unless it is set. */
  decide: ((request: PassingRequest) => Promise<Fate>) | null
  close(): Promise<void>
}

export const passes: Fate = { forward: true, answer: true }

/** True for a patch of a Service that is meant to be stored. */
export function isServiceWrite({ method, url }: PassingRequest): boolean {
  return method === 'PATCH' && /\/services\//.test(url) && !url.includes('dryRun')
}

export async function startLossyApiServer(plane: { serverUrl: string; caPath: string }): Promise<LossyApiServer> {
  const ca = await readFile(plane.caPath)
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 90_000
  const lossy: LossyApiServer = {
    url: '',
    patches: 0,
    mishaps: [],
    decide: null,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function fateOf(request: PassingRequest): Promise<Fate> {
    const isWrite = isServiceWrite(request)
    if (isWrite) lossy.patches += 1
    const mishap = isWrite ? lossy.mishaps.shift() : undefined
    if (mishap?.kind === 'lose-request') return { forward: false, answer: false }
    if (mishap?.kind === 'lose-answer') return { forward: true, answer: false }
    if (mishap?.kind === 'before') await mishap.run()
    return (await lossy.decide?.(request)) ?? passes
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request)
    const { headers, method = 'GET', url = '/' } = request
    const { forward, answer: comesBack, afterwards, instead } = await fateOf({ method, url })
    if (instead) return answerInstead(response, instead)
    if (!forward) return void response.destroy()
    const upstream = httpsRequest(new URL(url, plane.serverUrl), { ca, headers, method }, (answer) => {
      if (!comesBack) {
        answer.resume().on('end', async () => {
          await afterwards?.()
          response.destroy()
        })
        return
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      // A watch has begun before its first event.
      response.flushHeaders()
      // An answer that breaks off breaks off for its reader too: a watch that was left open would be taken for a quiet one.
      pipeline(answer, response, () => {})
    })
    upstream.on('error', () => response.destroy())
    // A request whose sender is gone may still arrive.
    if (comesBack) response.on('close', () => upstream.destroy())
    upstream.end(body)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  lossy.url = `http://127.0.0.1:${portOf(server.address())}`
  return lossy
}

function answerInstead(response: ServerResponse, { status, message }: { status: number; message: string }): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code: status }))
}

/** A kubeconfig, as text, for whoever has this token at this server; the context's name becomes the cluster's id. */
export function kubeconfigFor(server: string, token: string, context = 'lossy'): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    clusters: [{ name: 'line', cluster: { server } }],
    users: [{ name: 'user', user: { token } }],
    contexts: [{ name: context, context: { cluster: 'line', user: 'user' } }],
  })
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

/** Whether a request writes a record of changes. */
export function isRecordWrite({ method, url }: PassingRequest): boolean {
  return method !== 'GET' && url.includes('/configmaps')
}
