import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { OidcClient } from '@/lib/oidc/oidc-client'
import type { Identity } from '@/lib/server/access/identity'
import type { Viewers } from '@/lib/server/access/viewers'
import type { Log } from '@/lib/server/log/log'
import type { OidcSettings } from '@/lib/server/settings/sign-in-settings'
import { LoggedOut } from './logged-out'
import { type CurrentSession, OidcSessions } from './oidc-sessions'
import { OidcSignIn } from './oidc-sign-in'
import type { Sealer } from './sealer'
import type { OidcSession } from './session'
import type { Sessions } from './sessions'
import type { SignInJournal } from './sign-in-journal'
import { signedOut } from './signed-out'

export interface OidcGateOptions {
  settings: OidcSettings
  caBundle: string | null
  env: Readonly<Record<string, string | undefined>>
  sessions: Sessions
  sealer: Sealer
  clock: Clock
  viewers: Viewers
  log: Log
  journal: SignInJournal
}

/** Sign-in by an OpenID provider: the way there and back, whom a session acts as, and how it ends. */
export class OidcGate {
  /** What the provider is called on the page. */
  readonly name: string
  readonly #options: OidcGateOptions
  readonly #provider: OidcClient
  readonly #signIn: OidcSignIn
  readonly #sessions: OidcSessions
  readonly #loggedOut = new LoggedOut()

  constructor(options: OidcGateOptions) {
    const { settings, caBundle, env, sessions, sealer, clock, log } = options
    this.#options = options
    this.name = settings.name
    const redirectUri = new URL('/sign-in/callback', settings.url)
    this.#provider = new OidcClient({ ...settings, redirectUri, caBundle, env, now: () => clock.now() })
    this.#signIn = new OidcSignIn({ provider: this.#provider, sealer, clock, isSecure: sessions.isSecure(false) })
    this.#sessions = new OidcSessions({ settings, provider: this.#provider, clock, log })
  }

  /** Where a browser goes to sign in, and the `Set-Cookie` lines that it takes along. */
  begin(to: string | null, cookieHeader: string | null): Promise<{ url: string; cookies: string[] }> {
    return this.#signIn.begin(to, cookieHeader)
  }

  /**
   * The `Set-Cookie` lines of the session of a browser that the provider sent back, and the path that it goes on to. Throws AppError whose reason is
   * why there is none: the provider, its claims, or the cluster refuse, or it does not fit into cookies.
   */
  async finish(query: string, cookieHeader: string | null): Promise<{ cookies: string[]; to: string }> {
    const { sessions } = this.#options
    const { tokens, to } = await this.#signIn.finish(query, cookieHeader)
    const session = this.#sessions.begin(sessions.begin(), tokens)
    const cookies = await sessions.save(session, false, cookieHeader)
    await this.#actsInCluster(session)
    this.#options.journal.begun(session.user)
    return { cookies, to }
  }

  /** Tells of a sign-in that failed. */
  refused(error: AppError): void {
    this.#options.journal.refused(error)
  }

  /** Where a sign-in that failed leads back to once it is tried again. */
  returnPath(cookieHeader: string | null): Promise<string> {
    return this.#signIn.returnPath(cookieHeader)
  }

  /** `Set-Cookie` lines that forget the sign-in under way. */
  forget(cookieHeader: string | null): string[] {
    return this.#signIn.remove(cookieHeader)
  }

  /** A session as it is now. Throws AppError as `OidcSessions.current`, and `session-ended` where the provider signed it out. */
  async current(session: OidcSession): Promise<CurrentSession> {
    if (this.#loggedOut.has(session)) throw signedOut('session-ended')
    return this.#sessions.current(session)
  }

  /** Whom a session acts as. Throws like `current`. */
  async identity(given: OidcSession): Promise<Identity> {
    const { session: known, problem } = await this.current(given)
    const { session, identity } = await this.#actAs(known)
    const { clock } = this.#options
    // Its next request renews it, which a stream cannot: a stream ends in time for that, or with what the provider said.
    const untilMs = clock.now() < session.renewFromMs ? session.renewFromMs : session.validUntilMs
    const check = async () => {
      if (clock.now() >= untilMs) throw signedOut('session-over')
      if (this.#loggedOut.has(session)) throw signedOut('session-ended')
      await identity.check?.()
    }
    return { ...identity, check, ...(problem === null ? {} : { problem }) }
  }

  /** Where a browser signs out at the provider as well; null where that has no such place, or cannot be asked. */
  async signOutUrl(): Promise<string | null> {
    try {
      return await this.#provider.signOutUrl(new URL('/sign-in', this.#options.settings.url))
    } catch {
      // The session here has ended; whether the provider's goes on is not worth an error.
      return null
    }
  }

  /** Ends whom a back-channel logout token names. Throws AppError `invalid` for one that is not the provider's. */
  async signOutByProvider(logoutToken: string): Promise<void> {
    this.#loggedOut.note(await this.#provider.readLogoutToken(logoutToken), this.#options.clock.now())
    this.#options.journal.ended(null, 'provider')
  }

  close(): Promise<void> {
    return this.#provider.close()
  }

  // A cluster may refuse what still holds here: its clock is ahead, or the provider has other keys.
  async #actAs(session: OidcSession): Promise<{ session: OidcSession; identity: Identity }> {
    const identity = await this.#viewerIfKnown(session)
    if (identity !== null) return { session, identity }
    const renewed = await this.#sessions.renewEarly(session)
    const again = renewed === null ? null : await this.#viewerIfKnown(renewed)
    if (renewed === null || again === null) throw signedOut('session-refused')
    return { session: renewed, identity: again }
  }

  async #viewerIfKnown(session: OidcSession): Promise<Identity | null> {
    try {
      return await this.#viewer(session)
    } catch (error) {
      if (error instanceof AppError && error.code === 'unauthenticated') return null
      throw error
    }
  }

  #viewer(session: OidcSession): Promise<Identity> {
    const { viewers } = this.#options
    return session.idToken === null ? viewers.impersonated(session, 'oidc') : viewers.bearer(session.idToken, 'oidc')
  }

  async #actsInCluster(session: OidcSession): Promise<void> {
    try {
      await this.#viewer(session)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      // While the cluster is away nobody knows; its own state says so on every page.
      if (error.code === 'unavailable') return
      const reason = error.code === 'forbidden' ? 'may-not-impersonate' : 'cluster-refused'
      throw new AppError('unauthenticated', error.message, { reason, cause: error })
    }
  }
}
