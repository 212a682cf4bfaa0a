import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { returnPath } from '@/lib/domain/session/return-path'
import type { OidcClient, PendingSignIn, ProviderTokens } from '@/lib/oidc/oidc-client'
import { cookieName, readChunkedCookie, removeChunkedCookie, setChunkedCookie } from './chunked-cookie'
import type { Sealer } from './sealer'

const name = 'signpost-sign-in'
const longestMs = 10 * 60_000

const pendingSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
  beganAtMs: z.number(),
})

export interface OidcSignInOptions {
  provider: Pick<OidcClient, 'begin' | 'finish'>
  sealer: Sealer
  clock: Clock
  isSecure: boolean
}

/**
 * The way to the OpenID provider and back. What its answer is known by is sealed in a cookie of the browser, so that an answer which was meant for
 * another browser, or another sign-in, is refused.
 */
export class OidcSignIn {
  readonly #options: OidcSignInOptions

  constructor(options: OidcSignInOptions) {
    this.#options = options
  }

  /** Where the browser goes, and the `Set-Cookie` lines that it takes along; `to` is where it comes back to in the end. */
  async begin(to: string | null, cookieHeader: string | null): Promise<{ url: string; cookies: string[] }> {
    const { provider, sealer, clock } = this.#options
    const { url, pending } = await provider.begin()
    const sealed = await sealer.seal('oidc-start', { ...pending, to: returnPath(to), beganAtMs: clock.now() })
    return { url, cookies: setChunkedCookie(this.#name(), sealed, this.#scope(), cookieHeader) }
  }

  /**
   * Finishes the sign-in that the browser's cookie holds with the query that the provider sent it back with. Throws AppError `unauthenticated`:
   * `sign-in-stale` where there is none of the last ten minutes, else as the provider.
   */
  async finish(query: string, cookieHeader: string | null): Promise<{ tokens: ProviderTokens; to: string }> {
    const pending = await this.#pending(cookieHeader)
    if (pending === null) {
      const detail = 'This browser began no sign-in within the last ten minutes.'
      throw new AppError('unauthenticated', detail, { reason: 'sign-in-stale' })
    }
    return { tokens: await this.#options.provider.finish(query, pending), to: pending.to }
  }

  /** Where the sign-in of the browser's cookie leads back to; `/` without one. */
  async returnPath(cookieHeader: string | null): Promise<string> {
    return (await this.#pending(cookieHeader))?.to ?? '/'
  }

  /** `Set-Cookie` lines that forget the sign-in: each is finished once. */
  remove(cookieHeader: string | null): string[] {
    return removeChunkedCookie(this.#name(), this.#scope(), cookieHeader)
  }

  async #pending(cookieHeader: string | null): Promise<(PendingSignIn & { to: string }) | null> {
    const sealed = readChunkedCookie(this.#name(), cookieHeader)
    if (sealed === null) return null
    const { data } = pendingSchema.safeParse(await this.#options.sealer.open('oidc-start', sealed))
    return data === undefined || this.#options.clock.now() - data.beganAtMs > longestMs ? null : data
  }

  #name(): string {
    return cookieName(name, this.#options.isSecure)
  }

  #scope() {
    return { isSecure: this.#options.isSecure, path: '/', maxAgeSeconds: longestMs / 1000 }
  }
}
