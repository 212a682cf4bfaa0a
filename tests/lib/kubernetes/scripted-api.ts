import type { ServerResponse } from 'node:http'
import { type LoopbackApi, sendJson, startLoopbackApi, statusOf } from './loopback-api'

interface StoredObject {
  metadata: { name: string; namespace?: string; uid: string; resourceVersion: string; [key: string]: unknown }
  [key: string]: unknown
}

interface LoggedEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  resource: string
  version: number
  object: StoredObject
  previous: StoredObject | null
}

interface OpenWatch {
  response: ServerResponse
  resource: string
  matches: (object: StoredObject) => boolean
}

/** What to answer instead, asked before each request; null lets it through. */
export type Misbehaviour = (url: URL, response: ServerResponse) => boolean

/** A small API server for lists and watches of Services and Namespaces that can be told to misbehave in every way a real one might. */
export class ScriptedApi {
  readonly requests: URL[] = []
  readonly watches = new Set<OpenWatch>()
  misbehave: Misbehaviour = () => false
  /** Watches and continue tokens from before this version are answered with 410. */
  oldestVersion = 0
  expiredAs: 'status' | 'event' = 'event'
  /** Whether a watch can begin with all there is; servers without the feature refuse. */
  streamsLists = true
  /** How bytes of watches leave: whole, or cut after every so many. */
  chunkBytes = 0
  #version = 100
  #uids = 0
  #objects = new Map<string, StoredObject>()
  #log: LoggedEvent[] = []
  #api: LoopbackApi | null = null

  async start(): Promise<string> {
    this.#api = await startLoopbackApi((request, response) => {
      const url = new URL(request.url ?? '/', 'http://loopback')
      this.requests.push(url)
      if (this.misbehave(url, response)) return
      if (url.pathname === '/readyz') sendJson(response, 200, 'ok')
      else if (url.searchParams.has('watch')) this.#watch(url, response)
      else this.#list(url, response)
    })
    return this.#api.url
  }

  async stop(): Promise<void> {
    await this.#api?.close()
  }

  get version(): number {
    return this.#version
  }

  lists(resource = 'services'): URL[] {
    return this.requests.filter((url) => url.pathname.endsWith(resource) && !url.searchParams.has('watch'))
  }

  watchRequests(resource = 'services'): URL[] {
    return this.requests.filter((url) => url.pathname.endsWith(resource) && url.searchParams.has('watch'))
  }

  apply(name: string, spec: Record<string, unknown>, labels: Record<string, string> = {}): StoredObject {
    const metadata = { namespace: 'shop', labels, creationTimestamp: '2026-01-01T00:00:00Z' }
    return this.#put('services', name, { metadata, spec })
  }

  applyNamespace(name: string, annotations: Record<string, string>): void {
    this.#put('namespaces', name, { metadata: { annotations } })
  }

  remove(name: string, isSilent = false): void {
    const previous = this.#objects.get(`services/${name}`)
    if (previous === undefined) return
    this.#objects.delete(`services/${name}`)
    this.#record({ type: 'DELETED', resource: 'services', object: this.#stamp(previous), previous }, isSilent)
  }

  /** Ends all open watches: by a clean close, or by breaking the connection. */
  endWatches(how: 'close' | 'reset'): void {
    for (const watch of this.watches) {
      const { response } = watch
      this.watches.delete(watch)
      if (how === 'close') response.end()
      else response.socket?.resetAndDestroy()
    }
  }

  bookmark(): void {
    this.#version += 1
    const object = { metadata: { resourceVersion: String(this.#version) } }
    for (const watch of this.watches) this.#write(watch.response, { type: 'BOOKMARK', object })
  }

  #put(
    resource: string,
    name: string,
    { metadata, ...rest }: { metadata: object; [key: string]: unknown },
  ): StoredObject {
    const key = `${resource}/${name}`
    const previous = this.#objects.get(key) ?? null
    if (previous === null) this.#uids += 1
    const uid = previous?.metadata.uid ?? `uid-${this.#uids}`
    const object = this.#stamp({ ...rest, metadata: { ...metadata, name, uid, resourceVersion: '' } })
    this.#objects.set(key, object)
    this.#record({ type: previous === null ? 'ADDED' : 'MODIFIED', resource, object, previous }, false)
    return object
  }

  #stamp(object: StoredObject): StoredObject {
    this.#version += 1
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#version) } }
  }

  #record(event: Omit<LoggedEvent, 'version'>, isSilent: boolean): void {
    const logged = { ...event, version: this.#version }
    this.#log.push(logged)
    if (isSilent) return
    for (const watch of this.watches) this.#deliver(watch, logged)
  }

  // As the real server does: what stops to match is DELETED with the old object, what begins to match is ADDED.
  #deliver(watch: OpenWatch, { type, resource, object, previous }: LoggedEvent): void {
    if (resource !== watch.resource) return
    const didMatch = previous !== null && watch.matches(previous)
    const doesMatch = type !== 'DELETED' && watch.matches(object)
    const { resourceVersion } = object.metadata
    const left = { ...previous, metadata: { ...previous?.metadata, resourceVersion } }
    if (doesMatch) this.#write(watch.response, { type: didMatch ? 'MODIFIED' : 'ADDED', object })
    else if (didMatch) this.#write(watch.response, { type: 'DELETED', object: left })
  }

  #list(url: URL, response: ServerResponse): void {
    const resource = url.pathname.split('/').at(-1) ?? ''
    const limit = Number(url.searchParams.get('limit') ?? 500)
    const [start = 0, version = this.#version] = (url.searchParams.get('continue') ?? '')
      .split(':')
      .filter(Boolean)
      .map(Number)
    if (version < this.oldestVersion) {
      sendJson(response, 410, statusOf(410, 'Expired', 'too old'))
      return
    }
    const matches = selector(url)
    const all = [...this.#objects].filter(([key, object]) => key.startsWith(`${resource}/`) && matches(object))
    const items = all.slice(start, start + limit).map(([, object]) => object)
    const next = start + limit < all.length ? `${start + limit}:${version}` : undefined
    sendJson(response, 200, { metadata: { resourceVersion: String(version), continue: next }, items })
  }

  #watch(url: URL, response: ServerResponse): void {
    const isList = url.searchParams.get('sendInitialEvents') === 'true'
    if (isList && !this.streamsLists) {
      const why =
        'ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled'
      sendJson(response, 422, statusOf(422, 'Invalid', why))
      return
    }
    const from = isList ? this.#version : Number(url.searchParams.get('resourceVersion'))
    if (from < this.oldestVersion) {
      const expired = statusOf(410, 'Expired', 'too old resource version')
      if (this.expiredAs === 'status') sendJson(response, 410, expired)
      else sendJson(response, 200, { type: 'ERROR', object: expired })
      return
    }
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.flushHeaders()
    const watch = { response, resource: url.pathname.split('/').at(-1) ?? '', matches: selector(url) }
    if (isList) this.#sendAll(watch)
    this.watches.add(watch)
    response.on('close', () => this.watches.delete(watch))
    for (const event of this.#log) if (event.version > from) this.#deliver(watch, event)
  }

  #sendAll({ response, resource, matches }: OpenWatch): void {
    for (const [key, object] of this.#objects) {
      if (key.startsWith(`${resource}/`) && matches(object)) this.#write(response, { type: 'ADDED', object })
    }
    this.#write(response, initialEventsEnd(this.#version))
  }

  #write(response: ServerResponse, event: unknown): void {
    const bytes = Buffer.from(`${JSON.stringify(event)}\n`)
    const size = this.chunkBytes === 0 ? bytes.length : this.chunkBytes
    for (let start = 0; start < bytes.length; start += size) response.write(bytes.subarray(start, start + size))
  }
}

/** The bookmark after the last of the events that a watch begins with. */
export function initialEventsEnd(version: number): object {
  const annotations = { 'k8s.io/initial-events-end': 'true' }
  return { type: 'BOOKMARK', object: { metadata: { resourceVersion: String(version), annotations } } }
}

function selector(url: URL): (object: StoredObject) => boolean {
  const field = url.searchParams.get('fieldSelector')
  const label = url.searchParams.get('labelSelector')
  return ({ metadata, spec }) => {
    const hasType = field === null || field === `spec.type=${JSON.parse(JSON.stringify(spec ?? {})).type}`
    const labels = Object.entries(metadata.labels ?? {}).map(([key, value]) => `${key}=${value}`)
    return hasType && (label === null || labels.includes(label))
  }
}
