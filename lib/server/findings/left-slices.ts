import type { Alias } from '@/lib/domain/alias/alias'
import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'

export interface LeftSlicesOptions {
  clock: Clock
  /** From 0 up to 1. */
  random(): number
  /** The aliases of the cluster as the watch shows them. */
  aliases(): Iterable<Alias>
  /** Names of slices by Service; throws AppError. */
  read(question: {
    namespace: string
    services: readonly string[]
    signal: AbortSignal
  }): Promise<Map<string, string[]>>
  /** Called when an alias has other slices than before. */
  onChange(ref: ServiceRef): void
}

const firstMs = 10_000
const everyMs = 600_000
const servicesAtOnce = 50
const mostQuestions = 1000

/**
 * Which aliases have EndpointSlices left of an earlier type, asked of the API server every ten minutes, 50 Services of one namespace at a time and
 * 1000 questions a round. What may not be read is not known: nothing is said of it.
 */
export class LeftSlices {
  readonly #options: LeftSlicesOptions
  readonly #ended = new AbortController()
  #byAlias = new Map<string, { ref: ServiceRef; names: readonly string[] }>()
  #reading: Promise<void> | null = null
  #cancel: (() => void) | null = null
  #why: string | null = null

  constructor(options: LeftSlicesOptions) {
    this.#options = options
  }

  /** Begins shortly after the first screens are served; nothing more when it has begun. */
  start(): void {
    if (this.#ended.signal.aborted || this.#cancel !== null || this.#reading !== null) return
    this.#cancel = this.#options.clock.after(firstMs, () => this.#read())
  }

  /** Names of the slices of an alias, in alphabetical order. */
  of(ref: ServiceRef): readonly string[] {
    return this.#byAlias.get(serviceKey(ref))?.names ?? []
  }

  /** Why nothing is known of some; null where everything was read. */
  unread(): string | null {
    return this.#why
  }

  async close(): Promise<void> {
    this.#ended.abort()
    this.#cancel?.()
    await this.#reading
  }

  #read(): void {
    this.#cancel = null
    const { clock, random } = this.#options
    this.#reading = this.#readAll().finally(() => {
      this.#reading = null
      if (!this.#ended.signal.aborted) this.#cancel = clock.after(everyMs * (0.9 + 0.2 * random()), () => this.#read())
    })
  }

  async #readAll(): Promise<void> {
    const next = new Map<string, { ref: ServiceRef; names: readonly string[] }>()
    let why: string | null = null
    let questions = 0
    for (const some of this.#questions()) {
      if (this.#ended.signal.aborted) return
      questions += 1
      if (questions > mostQuestions) {
        why ??= `there are more than ${mostQuestions * servicesAtOnce} aliases`
        break
      }
      try {
        await this.#readSome(some, next)
      } catch (error) {
        if (this.#ended.signal.aborted) return
        if (!(error instanceof AppError)) throw error
        why ??= error.message
        for (const ref of some) {
          const known = this.#byAlias.get(serviceKey(ref))
          if (known !== undefined && error.code !== 'forbidden') next.set(serviceKey(ref), known)
        }
      }
    }
    this.#why = why
    this.#tell(next)
  }

  async #readSome(refs: readonly ServiceRef[], next: Map<string, { ref: ServiceRef; names: readonly string[] }>) {
    const namespace = refs[0]?.namespace ?? ''
    const services = refs.map(({ name }) => name)
    const names = await this.#options.read({ namespace, services, signal: this.#ended.signal })
    for (const ref of refs) {
      const own = names.get(ref.name)
      if (own !== undefined) next.set(serviceKey(ref), { ref, names: own.toSorted() })
    }
  }

  *#questions(): Generator<ServiceRef[]> {
    const leading = [...this.#options.aliases()].filter(({ target }) => target !== null)
    for (const own of Map.groupBy(leading, ({ namespace }) => namespace).values()) {
      const refs = own.map(({ cluster, namespace, name }) => ({ cluster, namespace, name }))
      for (let at = 0; at < refs.length; at += servicesAtOnce) yield refs.slice(at, at + servicesAtOnce)
    }
  }

  #tell(next: Map<string, { ref: ServiceRef; names: readonly string[] }>): void {
    const before = this.#byAlias
    this.#byAlias = next
    for (const [key, { ref, names }] of next) {
      if (before.get(key)?.names.join() !== names.join()) this.#options.onChange(ref)
    }
    for (const [key, { ref }] of before) if (!next.has(key)) this.#options.onChange(ref)
  }
}
