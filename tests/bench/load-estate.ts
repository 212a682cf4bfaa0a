import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { maxPuts, putObjects } from '../control-plane/etcd.ts'
import type { StartedControlPlane } from '../control-plane/start.ts'
import { type ApiClient, createApiClient } from './api-client.ts'
import { aliasObject, type EstateSize, namespaceObjects, otherObject } from './estate.ts'

const connections = 16
const writers = 4
const seenLimitMs = 60_000

interface Wanted {
  readonly namespace: string
  readonly name: string
  readonly object: { readonly metadata: object; readonly spec: object }
}

/**
 * Adds what an estate of `from` lacks to `to` and gives the milliseconds until the API server serves it. The API server creates one Service of each
 * kind; the others are written to etcd as their copies, because fifty thousand creations would take a minute of its processor.
 */
export async function loadEstate(controlPlane: StartedControlPlane, from: EstateSize, to: EstateSize): Promise<number> {
  const client = await createApiClient(controlPlane, connections)
  const startedAt = performance.now()
  try {
    if (from.aliases === 0) {
      await Promise.all(namespaceObjects().map((object) => create(client, '/api/v1/namespaces', object)))
    }
    const models = await createModels(client, from)
    await writeAll(controlPlane.connection.etcdUrl, copies(models, from, to))
    await untilServed(client, to)
  } finally {
    await client.close()
  }
  return performance.now() - startedAt
}

interface Models {
  readonly unowned: StoredService
  readonly owned: StoredService
  readonly other: StoredService
}

interface StoredService {
  readonly metadata: Readonly<Record<string, unknown>>
  readonly spec: Readonly<Record<string, unknown>>
}

// Of three aliases in a row the first has no owner.
async function createModels(client: ApiClient, from: EstateSize): Promise<Models> {
  const [unowned, owned, other] = await Promise.all(
    [aliasObject(from.aliases), aliasObject(from.aliases + 1), otherObject(from.others)].map(async (wanted) => {
      const path = `/api/v1/namespaces/${wanted.namespace}/services`
      return create(client, path, wanted.object)
    }),
  )
  if (!unowned || !owned || !other) throw new Error('no models')
  return from.aliases % 3 === 0 ? { unowned, owned, other } : { unowned: owned, owned: unowned, other }
}

async function create(client: ApiClient, path: string, object: object): Promise<StoredService> {
  const { status, body } = await client.send('POST', path, object)
  if (status !== 201) throw new Error(`POST ${path}: status ${status}`)
  const created: unknown = JSON.parse(body.toString('utf8'))
  if (!isStored(created)) throw new Error(`POST ${path}: no object`)
  return created
}

function isStored(value: unknown): value is StoredService {
  return typeof value === 'object' && value !== null && 'metadata' in value
}

// Mixed, so that the aliases lie among the others as they do in a grown cluster.
function* copies(models: Models, from: EstateSize, to: EstateSize) {
  const aliases = to.aliases - from.aliases
  const others = to.others - from.others
  let taken = 1
  for (let index = 0; index < aliases; index += 1) {
    const alias = aliasObject(from.aliases + index)
    if (index > 1) yield copyOf('annotations' in alias.object.metadata ? models.owned : models.unowned, alias)
    for (; taken < Math.floor(((index + 1) * others) / aliases); taken += 1) {
      yield copyOf(models.other, otherObject(from.others + taken))
    }
  }
}

function copyOf(model: StoredService, { namespace, name, object }: Wanted): { key: string; object: object } {
  const { resourceVersion: _, ...metadata } = model.metadata
  return {
    key: `/registry/services/specs/${namespace}/${name}`,
    object: {
      ...model,
      metadata: { ...metadata, ...object.metadata, uid: randomUUID() },
      spec: { ...model.spec, ...('externalName' in object.spec ? { externalName: object.spec.externalName } : {}) },
    },
  }
}

async function writeAll(etcdUrl: string, entries: Iterable<{ key: string; object: object }>): Promise<void> {
  const batches = batched(entries)
  const write = async () => {
    for (let next = batches.next(); !next.done; next = batches.next()) await putObjects(etcdUrl, next.value)
  }
  await Promise.all(Array.from({ length: writers }, write))
}

function* batched<T>(entries: Iterable<T>): Generator<T[]> {
  let batch: T[] = []
  for (const entry of entries) {
    batch.push(entry)
    if (batch.length < maxPuts) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** The API server has what etcd has when its cache has caught up: the last Service of each kind is there. */
async function untilServed(client: ApiClient, to: EstateSize): Promise<void> {
  const startedAt = performance.now()
  for (const { namespace, name } of [aliasObject(to.aliases - 1), otherObject(to.others - 1)]) {
    const path = `/api/v1/namespaces/${namespace}/services?resourceVersion=0&fieldSelector=metadata.name%3D${name}`
    while (!(await client.send('GET', path)).body.includes(`"${name}"`)) {
      if (performance.now() - startedAt > seenLimitMs) throw new Error(`${namespace}/${name} is not served`)
      await pause(100)
    }
  }
}
