import type { ServerResponse } from 'node:http'
import type { ApiRequest } from './api-request.ts'
import type { Cluster } from './cluster.ts'
import { findRouteKind, type ResourceRoute } from './handle-resource.ts'
import { readCount } from './list-objects.ts'
import { readShape, showEvent } from './representation.ts'
import { type WatchEvent, watchObjects } from './watch-objects.ts'

export interface WatchTimes {
  readonly bookmarkEveryMs: number
  /** How long a watch lives when the client does not say. */
  readonly defaultSeconds: number
}

const maxWaitingBytes = 64 * 1024 * 1024

/** Streams events to a client, one JSON text per line, until the time is over, the client leaves or falls too far behind. */
export function serveWatch(
  cluster: Cluster,
  request: ApiRequest,
  route: ResourceRoute,
  response: ServerResponse,
  times: WatchTimes,
): void {
  const kind = findRouteKind(cluster, route)
  const shape = readShape(request.accept, request.query)
  const seconds = readCount(request.query, 'timeoutSeconds') || times.defaultSeconds
  let isFirst = true
  let waiting = ''
  const send = (event: WatchEvent) => {
    const line = `${JSON.stringify(showEvent(event, kind, shape, cluster.now(), isFirst))}\n`
    isFirst = false
    if (!response.headersSent) waiting += line
    else if (response.writableLength > maxWaitingBytes) response.destroy()
    else response.write(line)
  }
  const watch = watchObjects(cluster.store, kind, { ...request, namespace: route.namespace, name: route.name }, send)
  if (kind.verbWarning !== undefined) response.setHeader('Warning', `299 - "${kind.verbWarning}"`)
  response.writeHead(200, { 'Content-Type': 'application/json' })
  response.flushHeaders()
  if (waiting !== '') response.write(waiting)
  const bookmarks = setInterval(watch.bookmark, times.bookmarkEveryMs)
  const end = setTimeout(() => response.end(), seconds * 1000)
  response.once('close', () => {
    clearInterval(bookmarks)
    clearTimeout(end)
    watch.stop()
  })
}
