import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import type { SignInMode } from '@/lib/domain/session/sign-in-mode'
import type { SignInReason } from '@/lib/domain/session/sign-in-reason'
import type { Identity } from '@/lib/server/access/identity'
import type { Viewers } from '@/lib/server/access/viewers'
import type { SignInSettings } from '@/lib/server/settings/sign-in-settings'
import { applyToCookieHeader } from './chunked-cookie'
import { KeyRing } from './key-ring'
import { Sealer } from './sealer'
import type { Session } from './session'
import { Sessions } from './sessions'

export interface SignInOptions {
  settings: SignInSettings
  clock: Clock
  viewers: Viewers
  log(line: string): void
}

/** Cookies for a browser: `Set-Cookie` lines, and the `Cookie` header that it would send with them. */
export interface RenewedCookies {
  lines: string[]
  cookieHeader: string
}

/** How viewers say who they are, as the settings want it. */
export class SignIn {
  readonly #viewers: Viewers
  readonly #settings: SignInSettings
  readonly #sessions: Sessions | null

  /** Throws AppError `invalid` for keys that cannot be used. */
  constructor({ settings, clock, viewers, log }: SignInOptions) {
    this.#settings = settings
    this.#viewers = viewers
    if (settings.mode === 'loopback' || settings.mode === 'proxy') {
      this.#sessions = null
      return
    }
    const keys = new KeyRing(settings.session.keys, clock, log)
    if (keys.isMadeUp) {
      log(
        'signpost: sessions are sealed with a key made up at this start: a restart signs everybody out, and several replicas need SIGNPOST_SESSION_KEYS_FILE',
      )
    }
    this.#sessions = new Sessions({ settings: settings.session, clock, sealer: new Sealer(() => keys.keys()) })
  }

  get mode(): SignInMode {
    return this.#settings.mode
  }

  /** Whether programs may send a Kubernetes token as `Authorization: Bearer`. */
  get takesBearer(): boolean {
    return this.mode === 'token' || this.mode === 'oidc'
  }

  /** What the OpenID provider is called; null where there is none. */
  get provider(): string | null {
    return this.#settings.mode === 'oidc' ? this.#settings.oidc.name : null
  }

  /**
   * Begins the session of whoever holds a Kubernetes token and gives its `Set-Cookie` lines. Throws AppError `unauthenticated` with reason
   * `token-refused` for a token that the API server does not know, `not-found` where sessions do not begin so.
   */
  async beginByToken(
    token: string,
    from: { isSecure: boolean; cookieHeader: string | null },
  ): Promise<{ user: string; cookies: string[] }> {
    if (this.#sessions === null || this.mode !== 'token') {
      throw new AppError('not-found', 'Nobody signs in here with a token: SIGNPOST_AUTH is not token.')
    }
    const { user } = await this.#viewers.bearer(token).catch((error: unknown) => {
      if (!isUnauthenticated(error)) throw error
      const detail =
        'The API server does not know this token: it is not complete, has expired, or is another cluster’s.'
      throw new AppError('unauthenticated', detail, { reason: 'token-refused' })
    })
    const session: Session = { mode: 'token', ...this.#sessions.begin(), token }
    return { user, cookies: await this.#sessions.save(session, from.isSecure, from.cookieHeader) }
  }

  /** Whose session the cookies hold. Throws AppError `unauthenticated`, whose reason says why there is none. */
  async identityOf(cookieHeader: string | null): Promise<Identity> {
    const sessions = this.#sessions
    if (sessions === null) throw signedOut('unauthenticated')
    const opened = await sessions.open(cookieHeader)
    if (opened.session === null) throw signedOut(opened.reason)
    const { session } = opened
    const identity = await this.#identity(session)
    return { ...identity, check: () => this.#check(sessions, session, identity) }
  }

  /** Cookies that say when the viewer was last seen, where they do not say it to the minute; null when nothing is to be set. */
  async renew(cookieHeader: string | null): Promise<RenewedCookies | null> {
    const sessions = this.#sessions
    const opened = await sessions?.open(cookieHeader)
    if (!sessions || !opened?.session) return null
    const renewed = sessions.see(opened.session)
    if (renewed === opened.session) return null
    const lines = await sessions.save(renewed, opened.isSecure, cookieHeader)
    return { lines, cookieHeader: applyToCookieHeader(cookieHeader, lines) }
  }

  /** Ends the session of a `Cookie` header; gives the `Set-Cookie` lines that remove it, and where its browser goes next. */
  async end(cookieHeader: string | null): Promise<{ cookies: string[]; next: string }> {
    const session = (await this.#sessions?.open(cookieHeader))?.session ?? null
    if (session !== null) this.#sessions?.end(session, 'signed-out')
    return { cookies: this.#sessions?.remove(cookieHeader) ?? [], next: '/sign-in?why=signed-out' }
  }

  async #identity(session: Session): Promise<Identity> {
    if (session.mode !== 'token') throw signedOut('session-unreadable')
    try {
      return await this.#viewers.bearer(session.token)
    } catch (error) {
      throw isUnauthenticated(error) ? signedOut('token-expired') : error
    }
  }

  async #check(sessions: Sessions, session: Session, identity: Identity): Promise<void> {
    const reason = sessions.reasonAgainst(session)
    if (reason !== null) throw signedOut(reason)
    await identity.check?.()
  }
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unauthenticated'
}

const sentences: Partial<Record<SignInReason, string>> = {
  unauthenticated: 'Sign in first.',
  'signed-out': 'You signed out.',
  'session-idle': 'You were not seen for longer than a session is kept.',
  'session-over': 'The session reached the end of its lifetime.',
  'session-unreadable': 'The session was sealed by a key that does not hold here.',
  'session-ended': 'The sign-in provider ended the session.',
  'token-expired': 'The API server does not take the token of this session any more.',
}

function signedOut(reason: SignInReason): AppError {
  return new AppError('unauthenticated', sentences[reason] ?? 'Sign in again.', { reason })
}
