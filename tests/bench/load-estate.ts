import type { ControlPlane } from '../control-plane/control-plane.ts'
import { type ApiClient, createApiClient } from './api-client.ts'
import { aliasObject, type EstateSize, namespaceObjects, otherObject } from './estate.ts'

const connections = 48
const retries = 3

/** Adds what an estate of `from` lacks to `to`, by parallel POSTs over kept connections; gives the milliseconds that took. */
export async function loadEstate(controlPlane: ControlPlane, from: EstateSize, to: EstateSize): Promise<number> {
  const client = await createApiClient(controlPlane, connections)
  const startedAt = performance.now()
  try {
    if (from.aliases === 0) await createAll(client, namespaceObjects().map(namespacePost))
    await createAll(client, posts(from, to))
  } finally {
    await client.close()
  }
  return performance.now() - startedAt
}

interface Post {
  readonly path: string
  readonly object: object
}

const namespacePost = (object: object): Post => ({ path: '/api/v1/namespaces', object })

// Mixed, so that the aliases lie among the others as they do in a grown cluster.
function* posts(from: EstateSize, to: EstateSize): Generator<Post> {
  const aliases = to.aliases - from.aliases
  const others = to.others - from.others
  let taken = 0
  for (let index = 0; index < aliases; index += 1) {
    const { namespace, object } = aliasObject(from.aliases + index)
    yield servicePost(namespace, object)
    for (; taken < Math.floor(((index + 1) * others) / aliases); taken += 1) {
      const other = otherObject(from.others + taken)
      yield servicePost(other.namespace, other.object)
    }
  }
}

function servicePost(namespace: string, object: object): Post {
  return { path: `/api/v1/namespaces/${namespace}/services`, object }
}

async function createAll(client: ApiClient, posts: Iterable<Post>): Promise<void> {
  const waiting = posts[Symbol.iterator]()
  const work = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await create(client, next.value)
  }
  await Promise.all(Array.from({ length: connections }, work))
}

async function create(client: ApiClient, { path, object }: Post): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const { status } = await client.send('POST', path, object)
    // Already there: an attempt before was carried out after all.
    if (status === 201 || (status === 409 && attempt > 0)) return
    if (attempt === retries || status < 429) throw new Error(`POST ${path}: status ${status}`)
  }
}
