import { randomBytes } from 'node:crypto'
import type { Clock } from '@/lib/domain/clock'
import type { SignInReason } from '@/lib/domain/session/sign-in-reason'
import { BoundedMap } from '@/lib/server/access/bounded-map'
import type { SessionSettings } from '@/lib/server/settings/sign-in-settings'
import { cookieName, readChunkedCookie, removeChunkedCookie, setChunkedCookie } from './chunked-cookie'
import type { Sealer } from './sealer'
import { type Session, sessionSchema } from './session'

const name = 'signpost-session'
const seenEveryMs = 60_000
// Replicas' clocks differ: a session from a little in the future is none from the past.
const clockToleranceMs = 5 * 60_000
const rememberedEnds = 10_000

export type OpenedSession =
  | { session: Session; isSecure: boolean }
  /** Why there is none. */
  | { session: null; reason: SignInReason }

export interface SessionsOptions {
  settings: Pick<SessionSettings, 'idleMs' | 'lifetimeMs' | 'url'>
  clock: Clock
  sealer: Sealer
}

/** The sessions of browsers. They live in the browsers' cookies alone; what is kept here is which ones were ended, the last ten thousand. */
export class Sessions {
  readonly #options: SessionsOptions
  readonly #ended = new BoundedMap<SignInReason>(rememberedEnds)

  constructor(options: SessionsOptions) {
    this.#options = options
  }

  /** What every new session begins with. */
  begin(): Pick<Session, 'id' | 'createdAtMs' | 'seenAtMs'> {
    const nowMs = this.#options.clock.now()
    return { id: randomBytes(16).toString('base64url'), createdAtMs: nowMs, seenAtMs: nowMs }
  }

  /** The session of a `Cookie` header, where it holds now. */
  async open(cookieHeader: string | null): Promise<OpenedSession> {
    for (const isSecure of this.#scopes()) {
      const sealed = readChunkedCookie(cookieName(name, isSecure), cookieHeader)
      if (sealed === null) continue
      const { data: session } = sessionSchema.safeParse(await this.#options.sealer.open('session', sealed))
      if (session === undefined) return { session: null, reason: 'session-unreadable' }
      const reason = this.reasonAgainst(session)
      return reason === null ? { session, isSecure } : { session: null, reason }
    }
    return { session: null, reason: 'unauthenticated' }
  }

  /** Why a session does not hold now, null when it does. */
  reasonAgainst(session: Session): SignInReason | null {
    return this.#ended.get(session.id) ?? this.#endOf(session)
  }

  /** The session as it is when its viewer is seen now; the same one where that was noted within the last minute. */
  see<Seen extends Session>(session: Seen): Seen {
    const nowMs = this.#options.clock.now()
    const isNews = nowMs - session.seenAtMs >= Math.min(seenEveryMs, this.#options.settings.idleMs / 4)
    return isNews ? { ...session, seenAtMs: nowMs } : session
  }

  /**
   * `Set-Cookie` lines that give a browser the session. `isSecure` says whether it reaches the console over https, where the settings do not.
   * Throws AppError `too-large`.
   */
  async save(session: Session, isSecure: boolean, cookieHeader: string | null): Promise<string[]> {
    const sealed = await this.#options.sealer.seal('session', session)
    const scope = { isSecure: this.isSecure(isSecure), path: '/', maxAgeSeconds: this.#options.settings.idleMs / 1000 }
    return setChunkedCookie(cookieName(name, scope.isSecure), sealed, scope, cookieHeader)
  }

  /** `Set-Cookie` lines that take any session from a browser. */
  remove(cookieHeader: string | null): string[] {
    return this.#scopes().flatMap((isSecure) =>
      removeChunkedCookie(cookieName(name, isSecure), { isSecure, path: '/', maxAgeSeconds: 0 }, cookieHeader),
    )
  }

  /** Ends a session in this process, also where an answer that is under way gives it to its browser once more. */
  end({ id }: Pick<Session, 'id'>, reason: SignInReason): void {
    this.#ended.set(id, reason)
  }

  /** Whether cookies are for https only: as the settings say it, else as given. */
  isSecure(otherwise: boolean): boolean {
    const { url } = this.#options.settings
    return url === null ? otherwise : url.protocol === 'https:'
  }

  #endOf({ createdAtMs, seenAtMs }: Session): SignInReason | null {
    const { clock, settings } = this.#options
    const nowMs = clock.now()
    if (Math.max(createdAtMs, seenAtMs) > nowMs + clockToleranceMs) return 'session-unreadable'
    if (nowMs >= createdAtMs + settings.lifetimeMs) return 'session-over'
    return nowMs >= seenAtMs + settings.idleMs ? 'session-idle' : null
  }

  // A cookie that another host of the domain could set counts only where the console may be reached over plain http.
  #scopes(): boolean[] {
    return this.#options.settings.url === null ? [true, false] : [this.isSecure(false)]
  }
}
