import { AppError } from '@/lib/domain/app-error'

const maxWaiting = 32

/**
 * Runs one piece of work per key at a time, in order. Within one process this spares rivals on one Service a lost race; between processes only
 * the record and the resourceVersion decide. More than 32 in line is AppError `rate-limited`.
 */
export class ServiceLock {
  readonly #lines = new Map<string, { tail: Promise<unknown>; length: number }>()

  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const line = this.#lines.get(key) ?? { tail: Promise.resolve(), length: 0 }
    if (line.length >= maxWaiting) {
      throw new AppError('rate-limited', 'Too many changes of this Service are waiting.', { retryAfterSeconds: 5 })
    }
    const turn = line.tail.then(work)
    line.length += 1
    line.tail = turn.catch(() => undefined)
    this.#lines.set(key, line)
    try {
      return await turn
    } finally {
      line.length -= 1
      if (line.length === 0) this.#lines.delete(key)
    }
  }
}
