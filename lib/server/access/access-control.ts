import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { reviewAccess } from '@/lib/kubernetes/access-reviews'
import { BoundedMap } from './bounded-map'
import type { Identity } from './identity'

const freshMs = 60_000
const staleMs = 10 * 60_000
const parallelReviews = 16

export interface AccessQuestion {
  cluster: string
  verb: string
  group?: string
  resource: string
  namespace?: string
  name?: string
}

/** Whoever asks, as far as rights go. */
type Asker = Pick<Identity, 'key' | 'client'>

/** What one identity may list in one cluster: everything, or the named namespaces. */
export interface Visibility {
  all: boolean
  namespaces: ReadonlySet<string>
}

interface Answer {
  allowed: boolean
  at: number
}

export interface AccessControlOptions {
  clock: Clock
  /** True while a cluster does not answer. */
  isAway(cluster: string): boolean
  /** Nobody may do more than read here, whatever the API server would say. */
  isReadOnly: boolean
}

const readingVerbs: ReadonlySet<string> = new Set(['get', 'list', 'watch'])

/**
 * Asks the API server what an identity may do (SelfSubjectAccessReview) and remembers the answer for 60 s; while the cluster does not answer, the
 * last one holds for at most 10 minutes. Without any answer it throws AppError `unavailable`: a failed check is never "denied".
 */
export class AccessControl {
  readonly #answers = new BoundedMap<Answer>(50_000)
  readonly #pending = new Map<string, Promise<boolean>>()
  readonly #options: AccessControlOptions

  constructor(options: AccessControlOptions) {
    this.#options = options
  }

  /** Whether the identity may do it. */
  async may(identity: Asker, question: AccessQuestion): Promise<boolean> {
    if (this.#options.isReadOnly && !readingVerbs.has(question.verb)) return false
    const key = [
      identity.key,
      question.cluster,
      question.verb,
      question.group ?? '',
      question.resource,
      question.namespace ?? '',
      question.name ?? '',
    ].join('\n')
    const known = this.#answers.get(key)
    const ageMs = known ? this.#options.clock.now() - known.at : Number.POSITIVE_INFINITY
    if (known && ageMs < (this.#options.isAway(question.cluster) ? staleMs : freshMs)) return known.allowed
    const pending = this.#pending.get(key) ?? this.#ask(key, identity, question)
    this.#pending.set(key, pending)
    try {
      return await pending
    } catch (error) {
      const isUnanswered = error instanceof AppError && error.code === 'unavailable'
      if (known && isUnanswered && ageMs < staleMs) return known.allowed
      throw error
    } finally {
      this.#pending.delete(key)
    }
  }

  /** Like `may`, but null where the check itself failed. */
  async mayIfKnown(identity: Asker, question: AccessQuestion): Promise<boolean | null> {
    try {
      return await this.may(identity, question)
    } catch {
      return null
    }
  }

  /** Which of the given namespaces the identity may list Services in; one question when it may list them all. */
  async visibility(identity: Asker, cluster: string, namespaces: () => Iterable<string>): Promise<Visibility> {
    const list = { cluster, verb: 'list', resource: 'services' }
    if (await this.may(identity, list)) return { all: true, namespaces: new Set() }
    const open = new Set<string>()
    const waiting = [...new Set(namespaces())]
    const worker = async () => {
      for (let namespace = waiting.pop(); namespace !== undefined; namespace = waiting.pop()) {
        if (await this.may(identity, { ...list, namespace })) open.add(namespace)
      }
    }
    await Promise.all(Array.from({ length: parallelReviews }, worker))
    return { all: false, namespaces: open }
  }

  async #ask(key: string, identity: Asker, question: AccessQuestion): Promise<boolean> {
    const { cluster, ...attributes } = question
    if (this.#options.isAway(cluster))
      throw new AppError('unavailable', `Cluster ${cluster} does not answer.`, { retryAfterSeconds: 3 })
    try {
      const { allowed } = await reviewAccess(identity.client(cluster), attributes)
      this.#answers.set(key, { allowed, at: this.#options.clock.now() })
      return allowed
    } catch (error) {
      // A token that this cluster does not know has no rights in it.
      if (error instanceof AppError && error.code === 'unauthenticated') {
        this.#answers.set(key, { allowed: false, at: this.#options.clock.now() })
        return false
      }
      throw error
    }
  }
}
