import { randomUUID } from 'node:crypto'
import { type IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { anonymous, identities, type Tokens, type User, userOf } from '../access/identities.ts'
import { readImpersonated } from '../access/impersonate.ts'
import type { JsonObject } from '../json/json.ts'
import { findReviewKind } from '../resources/review-kinds.ts'
import { ApiFailure } from './api-failure.ts'
import type { ApiRequest } from './api-request.ts'
import { type Cluster, timestamp } from './cluster.ts'
import { handleDocument, noSuchPage, requirePath } from './handle-document.ts'
import { handleResource, type ResourceRoute, requireRight, verbOf } from './handle-resource.ts'
import { handleReview } from './handle-review.ts'
import { readRequestBody } from './read-request-body.ts'
import { parseRoute, type Route } from './route.ts'
import { type FindPodLog, isPodLog, servePodLog } from './serve-pod-log.ts'
import { type FindPodPort, isPortForward, servePortForward } from './serve-port-forward.ts'
import { serveWatch, type WatchTimes } from './serve-watch.ts'

export interface EmbeddedApiServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

interface ServerOptions {
  readonly cluster: Cluster
  readonly tokens: Tokens
  readonly certificatePem: string
  readonly keyPem: string
  /** 0 takes a free one. */
  readonly port: number
  readonly times: WatchTimes
  readonly findPodPort: FindPodPort
  readonly findPodLog: FindPodLog
}

interface Upgrade {
  readonly socket: Duplex
  readonly head: Buffer
}

/** Serves the Kubernetes API of a cluster over HTTPS on loopback. */
export async function startApiServer(options: ServerOptions): Promise<EmbeddedApiServer> {
  const sockets = new Set<Duplex>()
  let address = ''
  const server = createServer({ cert: options.certificatePem, key: options.keyPem }, (request, response) => {
    answer(options, address, request, response, null).catch((error: unknown) => fail(response, error))
  })
  // As kube-apiserver keeps idle connections.
  server.keepAliveTimeout = 90_000
  server.on('upgrade', (request, socket, head) => {
    const response = new ServerResponse(request)
    if (socket instanceof Socket) response.assignSocket(socket)
    response.once('finish', () => socket.end())
    answer(options, address, request, response, { socket, head }).catch((error: unknown) => fail(response, error))
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  address = `127.0.0.1:${portOf(server.address())}`
  return {
    url: `https://${address}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

const portOf = (address: AddressInfo | string | null) => (typeof address === 'object' && address ? address.port : 0)

async function answer(
  options: ServerOptions,
  address: string,
  incoming: IncomingMessage,
  response: ServerResponse,
  upgrade: Upgrade | null,
) {
  const auditId = incoming.headers['audit-id']
  response.setHeader('Audit-Id', typeof auditId === 'string' ? auditId : randomUUID())
  response.setHeader('Cache-Control', 'no-cache, private')
  const sender = authenticate(options.tokens, incoming.headers.authorization)
  if (sender === null) throw new ApiFailure(401, 'Unauthorized', 'Unauthorized')
  const impersonated = readImpersonated(incoming.headersDistinct)
  const request = await readRequest(incoming, impersonated ?? sender)
  const route = parseRoute(request.path)
  if (route === null) throw new ApiFailure(400, 'BadRequest', 'the path cannot be read')
  if (impersonated !== null) requireImpersonation(sender, request, route)
  if (route.kind === 'document') return sendDocument(options.cluster, request, address, response)
  if (isPortForward(route)) {
    servePortForward(options.cluster, options.findPodPort, request, route, upgrade && { incoming, ...upgrade })
    return
  }
  if (isPodLog(route)) return sendText(response, 200, servePodLog(options.cluster, options.findPodLog, request, route))
  requireRight(request, route, verbOf(request, route))
  if (!options.cluster.catalog.knowsGroup(route)) return sendText(response, 404, noSuchPage)
  serveResource(options, request, route, response)
}

/** The verb is asked of what the request itself is for (constrained impersonation); only whoever may do everything has it here. */
function requireImpersonation(sender: User, request: ApiRequest, route: Route): void {
  const verb = (of: string) => `impersonate-on:user-info:${of}`
  if (route.kind === 'document') requirePath(sender, verb(request.method.toLowerCase()), request.path)
  else requireRight({ ...request, user: sender }, route, verb(verbOf(request, route)))
}

function serveResource(
  { cluster, times }: ServerOptions,
  request: ApiRequest,
  route: ResourceRoute,
  response: ServerResponse,
) {
  const warnings = new Set<string>()
  const review = findReviewKind(route)
  const finish = (status: number, body: JsonObject) => {
    if (warnings.size > 0) response.setHeader('Warning', [...warnings].map(warningHeader))
    sendJson(response, status, body)
  }
  try {
    if (review !== undefined && request.method === 'POST')
      return finish(201, handleReview(request, review, timestamp(cluster.now())))
    if (verbOf(request, route) === 'watch') return serveWatch(cluster, request, route, response, times)
    const { status, body } = handleResource(cluster, request, route, (text) => warnings.add(text))
    finish(status, body)
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    finish(error.code, error.toStatus())
  }
}

function authenticate(tokens: Tokens, header: string | undefined): User | null {
  if (header === undefined || header === '') return anonymous
  const token = /^Bearer (.+)$/.exec(header)?.[1]
  const identity = identities.find((name) => tokens[name] === token)
  return identity === undefined ? null : userOf(identity)
}

async function readRequest(incoming: IncomingMessage, user: User): Promise<ApiRequest> {
  const url = new URL(incoming.url ?? '/', 'https://127.0.0.1')
  const { headers } = incoming
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    accept: headers.accept ?? '',
    userAgent: headers['user-agent'] ?? '',
    ...(await readRequestBody(incoming)),
    user,
  }
}

function sendDocument({ catalog }: Cluster, request: ApiRequest, address: string, response: ServerResponse): void {
  const document = handleDocument(catalog, request, address)
  if (document === null) sendText(response, 404, noSuchPage)
  else if ('text' in document) sendText(response, 200, document.text)
  else if ('bytes' in document) sendBytes(response, 200, document.bytes, document.contentType)
  else sendJson(response, 200, document.json, document.contentType)
}

function fail(response: ServerResponse, error: unknown): void {
  const failure =
    error instanceof ApiFailure
      ? error
      : new ApiFailure(
          500,
          'InternalError',
          `Internal error occurred: ${error instanceof Error ? error.message : 'unknown'}`,
        )
  if (response.headersSent) response.destroy()
  else sendJson(response, failure.code, failure.toStatus())
}

function sendJson(response: ServerResponse, status: number, body: JsonObject, contentType = 'application/json'): void {
  sendBytes(response, status, Buffer.from(`${JSON.stringify(body)}\n`), contentType)
}

function sendText(response: ServerResponse, status: number, text: string): void {
  sendBytes(response, status, Buffer.from(text), 'text/plain; charset=utf-8')
}

function sendBytes(response: ServerResponse, status: number, bytes: Buffer, contentType: string): void {
  response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': bytes.length })
  response.end(bytes)
}

// A quoted string of HTTP; what would end it early is escaped.
const warningHeader = (text: string) =>
  `299 - "${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/[^\x20-\x7e]/g, '?')}"`
