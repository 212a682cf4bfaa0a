import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { accessLevel } from '@/lib/domain/log/access-level'
import type { Log } from '@/lib/server/log/log'
import { type RequestContext, requestStorage } from './request-context'
import { requestId } from './request-id'
import { routePattern } from './route-pattern'

/** A request that came to its end. */
export interface AnsweredRequest {
  method: string
  route: string
  status: number
  seconds: number
  /** That of the problem it was answered with. */
  code: string | undefined
}

export interface RequestObserverOptions {
  log: Log
  /** The same for refusals and failures, of which there can be many at once. */
  limited: Log
  /** Milliseconds that only grow. */
  elapsedMs(): number
  onAnswered(request: AnsweredRequest): void
  /** Whether a server is another one than that of the console. */
  isForeign(server: Server): boolean
}

const channel = 'http.server.request.start'
const header = 'x-request-id'
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'])

export interface RequestObserver {
  /** Resolves once every request that was begun has its answer, or its sender has left. */
  answered(): Promise<void>
  stop(): void
}

/**
 * Gives each request an id, which its answer carries and which is known while it is answered, and tells of each that ended: to the log by its
 * route's pattern, never by its address, which can hold anything, and to the metrics.
 */
export function observeRequests(options: RequestObserverOptions): RequestObserver {
  const underWay = new Set<ServerResponse>()
  let onAnswered = () => {}
  const begin = (message: unknown) => {
    const { request, response, server } = message as {
      request: IncomingMessage
      response: ServerResponse
      server: Server
    }
    if (options.isForeign(server)) return
    const context: RequestContext = {
      id: requestId(request.headers[header]),
      peer: request.socket.remoteAddress ?? '',
    }
    const beganMs = options.elapsedMs()
    response.setHeader(header, context.id)
    requestStorage().enterWith(context)
    underWay.add(response)
    response.once('close', () => {
      underWay.delete(response)
      if (underWay.size === 0) onAnswered()
      end(options, { request, response, context, beganMs })
    })
  }
  subscribe(channel, begin)
  return {
    answered: () =>
      new Promise((resolve) => {
        onAnswered = resolve
        if (underWay.size === 0) resolve()
      }),
    stop: () => void unsubscribe(channel, begin),
  }
}

interface Ended {
  request: IncomingMessage
  response: ServerResponse
  context: RequestContext
  beganMs: number
}

function end(options: RequestObserverOptions, { request, response, context, beganMs }: Ended): void {
  const { id, user, code } = context
  const method = methods.has(request.method ?? '') ? (request.method ?? '') : 'other'
  const route = routePattern(request.url ?? '')
  const tookMs = options.elapsedMs() - beganMs
  const status = response.headersSent ? response.statusCode : 0
  const log = status >= 400 ? options.limited : options.log
  options.onAnswered({ method, route, status, seconds: tookMs / 1000, code })
  log(accessLevel(method, status), 'request', `${method} ${route} ${status === 0 ? 'left unanswered' : status}`, {
    ...{ request: id, method, route, status, durationMs: Math.round(tookMs * 10) / 10, user, code },
    ...(response.writableFinished || status === 0 ? {} : { cutOff: true }),
  })
}
