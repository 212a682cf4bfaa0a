import type { FetchImplementation, RemoteJWKSet } from 'jose'
import type * as Openid from 'openid-client'
import { AppError } from '@/lib/domain/app-error'
import { describeProviderFailure } from './describe-provider-failure'
import { createProviderFetch, type ProviderFetch, type ProviderFetchOptions } from './provider-fetch'

const discoveredAgainMs = 60 * 60_000
const timeoutSeconds = 10
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

export interface OidcClientOptions extends ProviderFetchOptions {
  issuer: URL
  clientId: string
  /** Null for a public client. */
  clientSecret: string | null
  scopes: string
  clockToleranceSeconds: number
  redirectUri: URL
  /** Milliseconds since the epoch. */
  now(): number
}

/** What a sign-in under way is known by again; all of it secret. */
export interface PendingSignIn {
  state: string
  nonce: string
  verifier: string
}

/** What the provider gave, its claims checked: signature, issuer, audience, nonce and times. */
export interface ProviderTokens {
  idToken: string
  refreshToken: string | null
  claims: Readonly<Record<string, unknown>> & { sub: string }
  /** How long the id token holds from when it was made, so that a clock that is wrong here changes nothing. */
  lifetimeMs: number
}

/** What the provider gave for a refresh token; it may leave out the id token (OpenID Connect Core 1.0 §12.2), then that says nothing new. */
export type RenewedTokens =
  | ProviderTokens
  | { idToken: null; refreshToken: string; claims: null; lifetimeMs: number | null }

/** Whom a back-channel logout token (OpenID Connect Back-Channel Logout 1.0) signs out. */
export interface LogoutNotice {
  providerSession: string | null
  subject: string | null
}

/** The one way to the OpenID provider. Every failure is an AppError as in `describe-provider-failure.ts`. */
export class OidcClient {
  readonly #options: OidcClientOptions
  readonly #provider: ProviderFetch
  #discovered: { configuration: Openid.Configuration; atMs: number } | null = null
  #discovering: Promise<Openid.Configuration> | null = null
  #keys: RemoteJWKSet | null = null

  constructor(options: OidcClientOptions) {
    this.#options = options
    this.#provider = createProviderFetch(options)
  }

  /** Begins the code flow with PKCE (RFC 7636, S256): where the browser goes, and what its answer is known by. */
  async begin(): Promise<{ url: string; pending: PendingSignIn }> {
    const [openid, configuration] = await Promise.all([loadOpenid(), this.#configuration()])
    const pending = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      verifier: openid.randomPKCECodeVerifier(),
    }
    const { scopes, redirectUri } = this.#options
    const url = openid.buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: redirectUri.href, scope: scopes, state: pending.state, nonce: pending.nonce },
      code_challenge: await openid.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
      // Without it many providers give no refresh token, whatever the scope.
      ...(scopes.split(/\s+/).includes('offline_access') ? { prompt: 'consent' } : {}),
    })
    return { url: url.href, pending }
  }

  /** Redeems the code that the browser brought in the query of the redirect URI. */
  async finish(query: string, { state, nonce, verifier }: PendingSignIn): Promise<ProviderTokens> {
    const [openid, configuration] = await Promise.all([loadOpenid(), this.#configuration()])
    try {
      const answer = await openid.authorizationCodeGrant(configuration, new URL(query, this.#options.redirectUri), {
        ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
      })
      const tokens = readTokens(answer)
      if (tokens !== null) return tokens
      throw new AppError('unauthenticated', 'The sign-in provider gave no id token.', { reason: 'provider-refused' })
    } catch (error) {
      throw await describeProviderFailure(error)
    }
  }

  /** New tokens for a refresh token; the old one where the provider gives no other. */
  async refresh(refreshToken: string): Promise<RenewedTokens> {
    const [openid, configuration] = await Promise.all([loadOpenid(), this.#configuration()])
    try {
      const answer = await openid.refreshTokenGrant(configuration, refreshToken)
      const tokens = readTokens(answer)
      const next = answer.refresh_token ?? refreshToken
      if (tokens !== null) return { ...tokens, refreshToken: next }
      const seconds = answer.expires_in
      return {
        idToken: null,
        refreshToken: next,
        claims: null,
        lifetimeMs: seconds === undefined ? null : seconds * 1000,
      }
    } catch (error) {
      throw await describeProviderFailure(error)
    }
  }

  /** Where a browser signs out at the provider (RP-Initiated Logout 1.0) and comes back to `afterwards` from; null where the provider has no such place. */
  async signOutUrl(afterwards: URL): Promise<string | null> {
    const [openid, configuration] = await Promise.all([loadOpenid(), this.#configuration()])
    if (configuration.serverMetadata().end_session_endpoint === undefined) return null
    // No id_token_hint: a token never stands in an address. The provider knows the client by its id.
    return openid.buildEndSessionUrl(configuration, {
      ...{ client_id: this.#options.clientId, post_logout_redirect_uri: afterwards.href },
    }).href
  }

  /** Reads a logout token. Throws AppError `invalid` for one that is not the provider's for this client. */
  async readLogoutToken(token: string): Promise<LogoutNotice> {
    const metadata = (await this.#configuration()).serverMetadata()
    if (metadata.jwks_uri === undefined) throw badLogoutToken('the provider has no keys')
    const { createRemoteJWKSet, customFetch: joseFetch, jwtVerify } = await import('jose')
    const viaProvider: FetchImplementation = (url, { headers, method, redirect, signal }) =>
      this.#provider.fetch(url, { method, redirect, body: undefined, headers: Object.fromEntries(headers), signal })
    this.#keys ??= createRemoteJWKSet(new URL(metadata.jwks_uri), { [joseFetch]: viaProvider })
    const { payload } = await jwtVerify(token, this.#keys, {
      ...{ issuer: metadata.issuer, audience: this.#options.clientId },
      ...{
        clockTolerance: this.#options.clockToleranceSeconds,
        maxTokenAge: '10 minutes',
        requiredClaims: ['iat', 'jti'],
      },
      algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
    }).catch((error: unknown) => {
      throw badLogoutToken(error instanceof Error ? error.message : 'it cannot be read')
    })
    const { events, nonce, sid, sub } = payload
    const isLogout = typeof events === 'object' && events !== null && Object.hasOwn(events, logoutEvent)
    if (!isLogout || nonce !== undefined) throw badLogoutToken('it is no logout token')
    const notice = { providerSession: typeof sid === 'string' ? sid : null, subject: sub ?? null }
    if (notice.providerSession === null && notice.subject === null) throw badLogoutToken('it names nobody')
    return notice
  }

  close(): Promise<void> {
    return this.#provider.close()
  }

  async #configuration(): Promise<Openid.Configuration> {
    const known = this.#discovered
    if (known !== null && this.#options.now() - known.atMs < discoveredAgainMs) return known.configuration
    this.#discovering ??= this.#discover().finally(() => {
      this.#discovering = null
    })
    try {
      return await this.#discovering
    } catch (error) {
      // What it said an hour ago is better than nothing.
      if (known !== null) return known.configuration
      throw await describeProviderFailure(error)
    }
  }

  async #discover(): Promise<Openid.Configuration> {
    const openid = await loadOpenid()
    const { issuer, clientId, clientSecret, clockToleranceSeconds } = this.#options
    const options = { [openid.customFetch]: this.#provider.fetch, timeout: timeoutSeconds }
    const metadata = (await openid.discovery(issuer, clientId, undefined, openid.None(), options)).serverMetadata()
    const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const how = methods.includes('client_secret_basic') ? openid.ClientSecretBasic : openid.ClientSecretPost
    const configuration = new openid.Configuration(
      metadata,
      clientId,
      { [openid.clockTolerance]: clockToleranceSeconds },
      clientSecret === null ? openid.None() : how(clientSecret),
    )
    configuration[openid.customFetch] = this.#provider.fetch
    configuration.timeout = timeoutSeconds
    // The signature too is checked, not only the connection that the token came over.
    openid.enableNonRepudiationChecks(configuration)
    this.#discovered = { configuration, atMs: this.#options.now() }
    return configuration
  }
}

// Read when somebody signs in: where nobody does by a provider it is never needed.
function loadOpenid() {
  return import('openid-client')
}

type Answer = Pick<Awaited<ReturnType<typeof Openid.refreshTokenGrant>>, 'id_token' | 'refresh_token' | 'claims'>

/** Null where there is no id token. */
function readTokens(answer: Answer): ProviderTokens | null {
  const claims = answer.claims()
  if (claims === undefined || answer.id_token === undefined) return null
  const lifetimeMs = Math.max(0, claims.exp - claims.iat) * 1000
  return { idToken: answer.id_token, refreshToken: answer.refresh_token ?? null, claims, lifetimeMs }
}

function badLogoutToken(why: string): AppError {
  return new AppError('invalid', `logout_token: ${why}`, { reason: 'logout-token' })
}
