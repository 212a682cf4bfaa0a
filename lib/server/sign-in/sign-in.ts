import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import type { SignInMode } from '@/lib/domain/session/sign-in-mode'
import type { Identity } from '@/lib/server/access/identity'
import type { Viewers } from '@/lib/server/access/viewers'
import type { Log } from '@/lib/server/log/log'
import type { SignInSettings } from '@/lib/server/settings/sign-in-settings'
import { applyToCookieHeader } from './chunked-cookie'
import { KeyRing } from './key-ring'
import { OidcGate } from './oidc-gate'
import { PeerStamps } from './peer-stamps'
import { Sealer } from './sealer'
import type { Session } from './session'
import { Sessions } from './sessions'
import { SignInJournal, type SignInResult } from './sign-in-journal'
import { signedOut } from './signed-out'
import { readTrustedProxy } from './trusted-proxy'

const proxiedForMs = 10 * 60_000

export interface SignInOptions {
  settings: SignInSettings
  /** PEM certificates that the provider is trusted by beside the machine's own; null without. */
  caBundle: string | null
  /** Where the proxy on the way to the provider is looked up. */
  env: Readonly<Record<string, string | undefined>>
  clock: Clock
  viewers: Viewers
  log: Log
  /** Counts how sessions begin and end. */
  count(result: SignInResult): void
}

/** Cookies for a browser: `Set-Cookie` lines, and the `Cookie` header that it would send with them. */
export interface RenewedCookies {
  lines: string[]
  cookieHeader: string
}

/** How viewers say who they are, as the settings want it. */
export class SignIn {
  /** Null but with an OpenID provider. */
  readonly oidc: OidcGate | null
  readonly #settings: SignInSettings
  readonly #clock: Clock
  readonly #viewers: Viewers
  readonly #sessions: Sessions | null
  readonly #stamps: PeerStamps | null
  readonly #journal: SignInJournal

  /** Throws AppError `invalid` for keys that cannot be used. */
  constructor({ settings, caBundle, env, clock, viewers, log, count }: SignInOptions) {
    this.#journal = new SignInJournal(log, settings.mode, count)
    this.#settings = settings
    this.#clock = clock
    this.#viewers = viewers
    this.#stamps = settings.mode === 'proxy' ? new PeerStamps() : null
    this.#stamps?.start()
    this.#sessions = null
    this.oidc = null
    if (settings.mode === 'loopback' || settings.mode === 'proxy') return
    const keys = new KeyRing(settings.session.keys, clock, log)
    if (keys.isMadeUp) {
      log(
        'warn',
        'session-key-made-up',
        'sessions are sealed with a key made up at this start: a restart signs everybody out, and several replicas need SIGNPOST_SESSION_KEYS_FILE',
      )
    }
    const sealer = new Sealer(() => keys.keys())
    const sessions = new Sessions({ settings: settings.session, clock, sealer })
    this.#sessions = sessions
    if (settings.mode === 'oidc') {
      this.oidc = new OidcGate({
        ...{ settings: settings.oidc, caBundle, env, sessions, sealer, clock, viewers, log },
        journal: this.#journal,
      })
    }
  }

  get mode(): SignInMode {
    return this.#settings.mode
  }

  /** Whether programs may send a Kubernetes token as `Authorization: Bearer`. */
  get takesBearer(): boolean {
    return this.mode === 'token' || this.mode === 'oidc'
  }

  /** The host by which browsers reach the console, where the settings say it. */
  get host(): string | null {
    return 'session' in this.#settings ? (this.#settings.session.url?.host ?? null) : null
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
      const refusal = new AppError('unauthenticated', detail, { reason: 'token-refused' })
      this.#journal.refused(refusal)
      throw refusal
    })
    const session: Session = { mode: 'token', ...this.#sessions.begin(), token }
    const cookies = await this.#sessions.save(session, from.isSecure, from.cookieHeader)
    this.#journal.begun(user)
    return { user, cookies }
  }

  /** Who sent a request without a bearer: whose session its cookies hold, or whom the proxy names. Throws AppError `unauthenticated`, whose reason says why nobody. */
  async identify(headers: Headers): Promise<Identity> {
    if (this.#settings.mode === 'proxy')
      return this.#proxied(readTrustedProxy(headers, this.#peer(headers), this.#settings.proxy))
    const sessions = this.#sessions
    if (sessions === null) throw signedOut('unauthenticated')
    const opened = await sessions.open(headers.get('cookie'))
    if (opened.session === null) throw signedOut(opened.reason)
    const { session } = opened
    const identity = await this.#identity(session)
    return { ...identity, check: () => this.#check(sessions, session, identity) }
  }

  /**
   * Cookies that say what is news of the session: when its viewer was last seen, to the minute, and what the provider gave. Null when nothing is.
   * Throws AppError where the session does not hold.
   */
  async renew(cookieHeader: string | null): Promise<RenewedCookies | null> {
    const sessions = this.#sessions
    const opened = await sessions?.open(cookieHeader)
    if (!sessions || !opened?.session) return null
    const { session } = opened
    const current = session.mode === 'oidc' ? ((await this.oidc?.current(session))?.session ?? session) : session
    const renewed = sessions.see(current)
    if (renewed === session) return null
    const lines = await sessions.save(renewed, opened.isSecure, cookieHeader)
    return { lines, cookieHeader: applyToCookieHeader(cookieHeader, lines) }
  }

  /** Ends the session of a `Cookie` header; gives the `Set-Cookie` lines that remove it, and where its browser goes next. */
  async end(cookieHeader: string | null): Promise<{ cookies: string[]; next: string }> {
    const session = (await this.#sessions?.open(cookieHeader))?.session ?? null
    if (session !== null) {
      // Nobody waits for who it was: the API server may be away.
      const who = this.#identity(session).then(
        ({ user }) => user,
        () => null,
      )
      void who.then((user) => this.#journal.ended(user, 'viewer'))
      this.#sessions?.end(session, 'signed-out')
    }
    const atProvider = session === null ? null : ((await this.oidc?.signOutUrl()) ?? null)
    return { cookies: this.#sessions?.remove(cookieHeader) ?? [], next: atProvider ?? '/sign-in?why=signed-out' }
  }

  async close(): Promise<void> {
    this.#stamps?.stop()
    await this.oidc?.close()
  }

  async #identity(session: Session): Promise<Identity> {
    if (session.mode === 'oidc') {
      if (this.oidc === null) throw signedOut('session-unreadable')
      return this.oidc.identity(session)
    }
    if (this.mode !== 'token') throw signedOut('session-unreadable')
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

  async #proxied(named: { user: string; groups: string[] }): Promise<Identity> {
    const identity = await this.#viewers.impersonated(named, 'proxy')
    const untilMs = this.#clock.now() + proxiedForMs
    const check = async () => {
      // What the proxy said once it has to say again: it may have signed them out since.
      if (this.#clock.now() >= untilMs) throw signedOut('session-over')
      await identity.check?.()
    }
    return { ...identity, check }
  }

  #peer(headers: Headers): string | null {
    return this.#stamps?.read(headers) ?? null
  }
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unauthenticated'
}
