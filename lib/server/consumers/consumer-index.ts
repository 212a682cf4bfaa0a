import { setImmediate } from 'node:timers/promises'
import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { type ConsumerKind, consumerKinds } from '@/lib/domain/consumer/consumer-kind'
import type { ConsumerNames } from '@/lib/domain/consumer/consumer-names'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { type ScannedObject, scanConsumers } from '@/lib/kubernetes/scan-consumers'
import { type ConsumerObject, FoundConsumers } from './found-consumers'

/** What could not be read, so that nothing is known of it; `namespace` is null for all of them. */
export interface Unread {
  kind: ConsumerKind
  namespace: string | null
  why: string
}

export interface ConsumerReading {
  objects: readonly ConsumerObject[]
  unread: readonly Unread[]
  /** When the oldest of what is known began to be read; null before the first reading is over. */
  readAtMs: number | null
  /** Whether more was found than is kept. */
  isCut: boolean
}

export interface ConsumerIndexOptions {
  client: KubeClient
  clock: Clock
  random(): number
  /** The names as the aliases have them now. */
  names(): ConsumerNames
  /** The namespaces to read one by one where the console may not read them all. */
  namespaces(): readonly string[]
}

interface KindReading {
  found: FoundConsumers
  unread: Unread[]
  isAbsent: boolean
  beganAtMs: number
}

const firstMs = 2_000
const everyMs = 600_000
const soonestMs = 60_000
const mostObjects = 20_000
const mostNamespaces = 200
// Texts are gone through between two turns of the event loop, a quarter of a MiB at a time.
const turnCharacters = 1 << 18

/**
 * Which objects of a cluster name its aliases or go past them, read anew every ten minutes and, for who looks at what was written since, a minute
 * after the last reading at the earliest. Objects are dropped as soon as they were gone through: what is kept are the places found, 20,000 of a kind
 * at most.
 */
export class ConsumerIndex {
  readonly #options: ConsumerIndexOptions
  readonly #kinds = new Map<string, KindReading>()
  readonly #ended = new AbortController()
  #reading: Promise<void> | null = null
  #endedAtMs = Number.NEGATIVE_INFINITY
  #cancel: (() => void) | null = null

  constructor(options: ConsumerIndexOptions) {
    this.#options = options
  }

  /** Reads as soon as the first screens are served, and then on its schedule; nothing more when it does so already. */
  start(): void {
    if (this.#ended.signal.aborted || this.#cancel !== null || this.#reading !== null) return
    this.#cancel = this.#options.clock.after(firstMs, () => this.#read())
  }

  /** Somebody looks at what was written since: it is read anew, a minute after the last reading at the earliest. */
  nudge(): void {
    if (this.#reading === null && this.#options.clock.now() - this.#endedAtMs >= soonestMs) this.#read()
  }

  /** What is known of an alias. */
  of(alias: { namespace: string; name: string }): ConsumerReading {
    const readings = [...this.#kinds.values()]
    const key = `${alias.namespace}/${alias.name}`
    return {
      objects: readings.flatMap(({ found }) => found.of(key)),
      unread: readings.flatMap(({ unread }) => unread),
      readAtMs: readings.length < consumerKinds.length ? null : Math.min(...readings.map(({ beganAtMs }) => beganAtMs)),
      isCut: readings.some(({ found }) => found.isCut),
    }
  }

  /** The kinds that the cluster serves, as far as they were asked for. */
  kinds(): ConsumerKind[] {
    return consumerKinds.filter(({ kind }) => this.#kinds.get(kind)?.isAbsent === false)
  }

  async close(): Promise<void> {
    this.#ended.abort()
    this.#cancel?.()
    await this.#reading
  }

  #read(): void {
    if (this.#ended.signal.aborted) return
    this.#cancel?.()
    this.#cancel = null
    const { clock, random } = this.#options
    this.#reading = this.#readAll().finally(() => {
      this.#reading = null
      this.#endedAtMs = clock.now()
      if (!this.#ended.signal.aborted) this.#cancel = clock.after(everyMs * (0.9 + 0.2 * random()), () => this.#read())
    })
  }

  async #readAll(): Promise<void> {
    const names = this.#options.names()
    for (const kind of consumerKinds) {
      if (this.#ended.signal.aborted) return
      const reading = await this.#readKind(kind, names)
      if (reading !== null) this.#kinds.set(kind.kind, reading)
    }
  }

  /** Null when it was broken off. What could not be read keeps what was found of it before. */
  async #readKind(kind: ConsumerKind, names: ConsumerNames): Promise<KindReading | null> {
    const beganAtMs = this.#options.clock.now()
    const found = new FoundConsumers(kind)
    const all = await this.#scan(kind, null, names, found)
    if (all === null) return null
    const isAbsent = all === 'absent'
    if (typeof all === 'string') return { found, unread: [], isAbsent, beganAtMs }
    if (all.code !== 'forbidden') {
      const known = all.code === 'too-large' ? undefined : this.#kinds.get(kind.kind)
      const unread = [{ kind, namespace: null, why: all.message }]
      return { found: known?.found ?? found, unread, isAbsent, beganAtMs: known?.beganAtMs ?? beganAtMs }
    }
    const unread = await this.#readNamespaces(kind, names, found)
    return unread && { found, unread, isAbsent, beganAtMs }
  }

  async #readNamespaces(kind: ConsumerKind, names: ConsumerNames, found: FoundConsumers): Promise<Unread[] | null> {
    const namespaces = this.#options.namespaces()
    const unread: Unread[] = []
    for (const namespace of namespaces.slice(0, mostNamespaces)) {
      const outcome = await this.#scan(kind, namespace, names, found)
      if (outcome === null) return null
      if (typeof outcome !== 'string') unread.push({ kind, namespace, why: outcome.message })
    }
    const why = `the console may list ${kind.resource} in single namespaces only, and looks into those that hold aliases`
    return [...unread, { kind, namespace: null, why }]
  }

  async #scan(
    kind: ConsumerKind,
    namespace: string | null,
    names: ConsumerNames,
    found: FoundConsumers,
  ): Promise<'read' | 'absent' | AppError | null> {
    let count = 0
    let characters = 0
    const take = async (object: ScannedObject) => {
      count += 1
      if (count > mostObjects) throw new AppError('too-large', `there are more than ${mostObjects} ${kind.resource}`)
      found.add(object, names)
      characters += object.fields.reduce((sum, { value }) => sum + value.length, 0)
      if (characters < turnCharacters) return
      characters = 0
      await setImmediate()
    }
    try {
      return await scanConsumers(this.#options.client, kind, namespace, { signal: this.#ended.signal, take })
    } catch (error) {
      if (this.#ended.signal.aborted) return null
      if (error instanceof AppError) return error
      throw error
    }
  }
}
