import type { AppError } from '@/lib/domain/app-error'
import type { SignInMode } from '@/lib/domain/session/sign-in-mode'
import type { Log } from '@/lib/server/log/log'

export type SignInResult = 'signed-in' | 'refused' | 'signed-out'

/** Tells the log, and whoever counts, how sessions begin and end. */
export class SignInJournal {
  readonly #log: Log
  readonly #mode: SignInMode
  readonly #count: (result: SignInResult) => void

  constructor(log: Log, mode: SignInMode, count: (result: SignInResult) => void) {
    this.#log = log
    this.#mode = mode
    this.#count = count
  }

  begun(user: string): void {
    this.#count('signed-in')
    this.#log('info', 'sign-in', `${user} signed in`, { user, mode: this.#mode })
  }

  /** Why stands in the log alone: whoever is not signed in gets a word for it. */
  refused({ reason, message }: AppError): void {
    this.#count('refused')
    this.#log('warn', 'sign-in-failed', `a sign-in failed (${reason}): ${message}`, { reason, mode: this.#mode })
  }

  /** `user` is null where it cannot be said any more, or was said by the provider alone. */
  ended(user: string | null, by: 'viewer' | 'provider'): void {
    this.#count('signed-out')
    const who = user ?? 'somebody'
    const message = by === 'viewer' ? `${who} signed out` : 'the sign-in provider ended sessions'
    this.#log('info', 'sign-out', message, { user: user ?? undefined, by, mode: this.#mode })
  }
}
