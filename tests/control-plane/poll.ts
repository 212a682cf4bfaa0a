import { setTimeout as delay } from 'node:timers/promises'

export interface PollOptions {
  readonly what: string
  readonly timeoutMs: number
  readonly everyMs?: number
  /** Asked on every round; a text ends the wait at once, as the reason. */
  readonly abort?: () => string | undefined
}

/** Asks until the answer is neither undefined nor false, and gives it; throws with the last error when the time is over. */
export async function poll<T>(ask: () => Promise<T | undefined | false>, options: PollOptions): Promise<T> {
  const deadline = performance.now() + options.timeoutMs
  let last: unknown
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer
    } catch (error) {
      last = error
    }
    const reason = options.abort?.()
    if (reason !== undefined) throw new Error(`${options.what}: ${reason}`)
    if (performance.now() > deadline) {
      throw new Error(`${options.what}: not within ${options.timeoutMs / 1000} s`, { cause: last })
    }
    await delay(options.everyMs ?? 50)
  }
}
