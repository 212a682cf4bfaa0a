import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import type { ProviderTokens, RenewedTokens } from '@/lib/oidc/oidc-client'
import { BoundedMap } from '@/lib/server/access/bounded-map'
import type { Log } from '@/lib/server/log/log'
import type { OidcSettings } from '@/lib/server/settings/sign-in-settings'
import { readClaims } from './read-claims'
import type { OidcSession, Session } from './session'

const remembered = 2000
const longestEarlyMs = 10 * 60_000
const failurePauseMs = 5_000
const unsaidLifetimeMs = 5 * 60_000
const earlyPauseMs = 30_000

/** What of the provider is needed here. */
interface Provider {
  refresh(refreshToken: string): Promise<RenewedTokens>
}

export interface OidcSessionsOptions {
  settings: Pick<OidcSettings, 'userClaim' | 'groupsClaim' | 'prefix' | 'allowedGroups' | 'mode'>
  provider: Provider
  clock: Clock
  log: Log
}

/** A session with what the provider says now; `problem` tells people what is wrong although it still holds. */
export interface CurrentSession {
  session: OidcSession
  problem: string | null
}

/**
 * Keeps sessions of an OpenID provider in step with it: their tokens are renewed before they end, once for all requests of a session, and a
 * request that comes with older cookies gets what is known since (2000 sessions are remembered).
 */
export class OidcSessions {
  readonly #options: OidcSessionsOptions
  readonly #latest = new BoundedMap<OidcSession>(remembered)
  readonly #failedAtMs = new BoundedMap<number>(remembered)
  readonly #earlyAtMs = new BoundedMap<number>(remembered)
  readonly #refreshing = new Map<string, Promise<OidcSession>>()

  constructor(options: OidcSessionsOptions) {
    this.#options = options
  }

  /** The session of what the provider gave. Throws AppError `unauthenticated` as in `read-claims.ts`. */
  begin(base: Pick<Session, 'id' | 'createdAtMs' | 'seenAtMs'>, tokens: ProviderTokens): OidcSession {
    const { settings, clock } = this.#options
    const { sub, sid } = tokens.claims
    const nowMs = clock.now()
    return {
      mode: 'oidc',
      ...base,
      subject: sub,
      providerSession: typeof sid === 'string' ? sid : null,
      ...readClaims(tokens.claims, settings),
      idToken: settings.mode === 'pass-through' ? tokens.idToken : null,
      refreshToken: tokens.refreshToken,
      validUntilMs: nowMs + tokens.lifetimeMs,
      renewFromMs: nowMs + tokens.lifetimeMs - Math.min(tokens.lifetimeMs / 4, longestEarlyMs),
    }
  }

  /**
   * The session as it is now, renewed where it is time. Throws AppError: `unauthenticated` (`session-refused`) when the provider ended it,
   * (`session-over`) when it ended and cannot be renewed; `unavailable` (`provider-unavailable`) when the provider does not answer and what it
   * said before has ended too.
   */
  async current(given: OidcSession): Promise<CurrentSession> {
    const known = this.#latest.get(given.id)
    const session = known && known.validUntilMs >= given.validUntilMs ? { ...known, seenAtMs: given.seenAtMs } : given
    const nowMs = this.#options.clock.now()
    if (nowMs < session.renewFromMs) return { session, problem: null }
    if (session.refreshToken === null) {
      if (nowMs < session.validUntilMs) return { session, problem: null }
      throw new AppError('unauthenticated', 'What the sign-in provider said has expired.', { reason: 'session-over' })
    }
    try {
      return { session: await this.#refreshOnce(session, session.refreshToken), problem: null }
    } catch (error) {
      if (error instanceof AppError && error.code === 'unauthenticated') {
        throw new AppError('unauthenticated', 'The sign-in provider ended the session.', { reason: 'session-refused' })
      }
      if (nowMs >= session.validUntilMs) throw unavailable()
      const until = new Date(session.validUntilMs).toISOString().slice(11, 16)
      return { session, problem: `The sign-in provider does not answer. You stay signed in until ${until} UTC.` }
    }
  }

  /**
   * The session renewed before its time because a cluster refused its id token, as one does whose clock is ahead; at most every 30 s. Null where
   * there is no other token to be had.
   */
  async renewEarly(given: OidcSession): Promise<OidcSession | null> {
    const { session } = await this.current(given)
    if (session.idToken !== given.idToken) return session
    const nowMs = this.#options.clock.now()
    const sinceMs = nowMs - (this.#earlyAtMs.get(session.id) ?? Number.NEGATIVE_INFINITY)
    const running = this.#refreshing.get(session.id)
    if (session.idToken === null || session.refreshToken === null || (sinceMs < earlyPauseMs && !running)) return null
    this.#earlyAtMs.set(session.id, nowMs)
    try {
      const renewed = await this.#refreshOnce(session, session.refreshToken)
      return renewed.idToken === session.idToken ? null : renewed
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    }
  }

  async #refreshOnce(session: OidcSession, refreshToken: string): Promise<OidcSession> {
    const failedAtMs = this.#failedAtMs.get(session.id)
    if (failedAtMs !== undefined && this.#options.clock.now() - failedAtMs < failurePauseMs) throw unavailable()
    const refreshing =
      this.#refreshing.get(session.id) ??
      this.#refresh(session, refreshToken).finally(() => this.#refreshing.delete(session.id))
    this.#refreshing.set(session.id, refreshing)
    return refreshing
  }

  async #refresh(session: OidcSession, refreshToken: string): Promise<OidcSession> {
    try {
      const kept = this.#renewed(session, await this.#options.provider.refresh(refreshToken))
      this.#latest.set(kept.id, kept)
      this.#failedAtMs.delete(kept.id)
      return kept
    } catch (error) {
      if (error instanceof AppError) {
        const { reason } = error
        this.#options.log('warn', 'session-not-renewed', `a session was not renewed: ${error.message}`, { reason })
      }
      if (!(error instanceof AppError && error.code === 'unauthenticated')) {
        this.#failedAtMs.set(session.id, this.#options.clock.now())
      }
      throw error
    }
  }

  #renewed(session: OidcSession, tokens: RenewedTokens): OidcSession {
    const { id, createdAtMs, seenAtMs, subject, providerSession } = session
    if (tokens.claims === null) {
      // The grant lives on. Whoever passes the id token on still has the old one alone.
      const untilMs = this.#options.clock.now() + (tokens.lifetimeMs ?? unsaidLifetimeMs)
      const validUntilMs = session.idToken === null ? untilMs : session.validUntilMs
      return { ...session, refreshToken: tokens.refreshToken, validUntilMs, renewFromMs: validUntilMs }
    }
    const renewed = this.begin({ id, createdAtMs, seenAtMs }, tokens)
    if (renewed.subject !== subject) {
      throw new AppError('unauthenticated', 'The provider renewed somebody else.', { reason: 'session-refused' })
    }
    return { ...renewed, providerSession: renewed.providerSession ?? providerSession }
  }
}

function unavailable(): AppError {
  const detail =
    'The sign-in provider does not answer, and what it said of you has expired; this goes on by itself once it does.'
  return new AppError('unavailable', detail, { reason: 'provider-unavailable', retryAfterSeconds: 5 })
}
