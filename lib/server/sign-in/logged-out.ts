import type { LogoutNotice } from '@/lib/oidc/oidc-client'
import { BoundedMap } from '@/lib/server/access/bounded-map'
import type { OidcSession } from './session'

const remembered = 10_000

/** Whom the provider signed out behind the browser's back, the last ten thousand. It is known in the process that was told alone. */
export class LoggedOut {
  readonly #atMs = new BoundedMap<number>(remembered)

  /** Notes a logout at `nowMs`: of one session of the provider, or of all sessions of a subject until then. */
  note({ providerSession, subject }: LogoutNotice, nowMs: number): void {
    if (providerSession !== null) this.#atMs.set(`session ${providerSession}`, nowMs)
    else if (subject !== null) this.#atMs.set(`subject ${subject}`, nowMs)
  }

  has({ providerSession, subject, createdAtMs }: OidcSession): boolean {
    const isSessionOut = providerSession !== null && this.#atMs.get(`session ${providerSession}`) !== undefined
    return isSessionOut || (this.#atMs.get(`subject ${subject}`) ?? 0) >= createdAtMs
  }
}
