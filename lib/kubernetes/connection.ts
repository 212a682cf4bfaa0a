import { createHash } from 'node:crypto'
import type { RequestOptions } from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { AppError } from '@/lib/domain/app-error'
import type { AccessSource } from './access-source'
import type { Credential } from './cluster-access'
import { describeCredentialFailure } from './credential-failure'

const credentialTimeoutMs = 30_000
const credentialMaxAgeMs = 60_000
const renewalPauseMs = 10_000
const maxConnections = 32

/** What one request is sent with; `authority` changes whenever the credentials do. */
export interface Login {
  dispatcher: Dispatcher
  /** By name, with each value that one has: a proxy's agent would keep one line of those that repeat. */
  headers: Record<string, string[]>
  authority: string
}

/**
 * The connections of one identity to one cluster: one cached Agent, made anew only when the TLS material changes, and the credentials, read
 * again every minute (files rotate, plugins' tokens expire) or on demand.
 */
export class Connection {
  readonly #source: AccessSource
  readonly #credential: Credential
  #config: KubeConfig | null = null
  #login: Login | null = null
  #tlsDigest = ''
  #readAtMs = 0
  #renewedAtMs = Number.NEGATIVE_INFINITY
  #pending: Promise<Login> | null = null
  #closed = false

  constructor(source: AccessSource, credential: Credential) {
    this.#source = source
    this.#credential = credential
  }

  /** The login to use now. Fails with `unavailable` (reason `credentials`) when a file or plugin does not give it. */
  async login(): Promise<Login> {
    if (this.#login !== null && performance.now() - this.#readAtMs < credentialMaxAgeMs) return this.#login
    return this.#readOnce()
  }

  /**
   * Another login after `failed` failed, as the server refused its credentials with 401 or showed a certificate that its authorities do not stand
   * for: files are read and plugins run again, at most every 10 s. Null when there is nothing newer to try.
   */
  async renew(failed: Login, why: 'credentials' | 'trust'): Promise<Login | null> {
    if (this.#credential.kind === 'token' && why === 'credentials') return null
    if (this.#login !== null && this.#login.authority !== failed.authority) return this.#login
    if (this.#pending === null) {
      if (performance.now() - this.#renewedAtMs < renewalPauseMs) return null
      this.#renewedAtMs = performance.now()
      this.#config = null
    }
    const login = await this.#readOnce()
    return login.authority === failed.authority ? null : login
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#login?.dispatcher.destroy()
  }

  // Single flight, also past the timeout: a plugin that hangs is never started twice.
  async #readOnce(): Promise<Login> {
    this.#pending ??= this.#read().finally(() => {
      this.#pending = null
    })
    return withTimeout(this.#pending)
  }

  async #read(): Promise<Login> {
    try {
      const usesOwnUser = this.#credential.kind !== 'token'
      if (!usesOwnUser || !this.#source.hasPlugin) return this.#use(await this.#source.staticOptions(usesOwnUser))
      // client-node keeps an exec plugin's token in the KubeConfig; an auth provider's is read anew.
      if (this.#config === null || !this.#source.hasExecPlugin) this.#config = await this.#source.kubeConfig()
      const options: RequestOptions = { headers: {} }
      await this.#config.applyToHTTPSOptions(options)
      return this.#use(options)
    } catch (error) {
      throw describeCredentialFailure(error)
    }
  }

  #use(options: RequestOptions): Login {
    if (this.#closed) throw new AppError('unavailable', 'the connection is closed', { reason: 'closed' })
    const headers = this.#headers(options)
    const tls = tlsOptions(options)
    const tlsDigest = digest(Object.values(tls).map(String))
    const authority = digest([tlsDigest, JSON.stringify(headers)])
    if (this.#login === null || tlsDigest !== this.#tlsDigest) {
      // Requests and watches under way end on the old Agent before it goes.
      this.#login?.dispatcher.close().catch(() => undefined)
      this.#login = { dispatcher: this.#dispatcher(tls), headers, authority }
      this.#tlsDigest = tlsDigest
    } else if (authority !== this.#login.authority) {
      this.#login = { ...this.#login, headers, authority }
    }
    this.#readAtMs = performance.now()
    return this.#login
  }

  #headers(options: RequestOptions): Record<string, string[]> {
    if (this.#credential.kind === 'token') return { Authorization: [bearer(this.#credential.token)] }
    const headers = impersonation(this.#credential, this.#source)
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      if (typeof value === 'string') headers[name] = [value.trim()]
    }
    if (typeof options.auth === 'string')
      headers.Authorization = [`Basic ${Buffer.from(options.auth).toString('base64')}`]
    return headers
  }

  #dispatcher(tls: TlsOptions): Dispatcher {
    const limits = {
      connections: maxConnections,
      // One hung or reset HTTP/2 connection would take the watches and the liveness question with it.
      allowH2: false,
      keepAliveTimeout: 20_000,
      headersTimeout: 0,
      bodyTimeout: 0,
    }
    const connect = { ...tls, timeout: 5_000 }
    const { proxyUrl } = this.#source
    return proxyUrl === null
      ? new Agent({ ...limits, connect })
      : new ProxyAgent({ ...limits, uri: proxyUrl, requestTls: connect })
  }
}

function impersonation(
  credential: Exclude<Credential, { kind: 'token' }>,
  source: AccessSource,
): Record<string, string[]> {
  const own = source.impersonation()
  if (credential.kind === 'kubeconfig') return own
  if (Object.keys(own).length > 0) {
    const why = 'the kubeconfig’s user is impersonated itself (as), so that it cannot impersonate a viewer'
    throw new AppError('unavailable', why, { reason: 'credentials' })
  }
  const groups = credential.groups.map(headerBytes)
  return {
    'Impersonate-User': [headerBytes(credential.user)],
    ...(groups.length > 0 && { 'Impersonate-Group': groups }),
  }
}

// The API server reads UTF-8; undici writes each character as one byte.
function headerBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

function bearer(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return `Bearer ${token}`
  throw new AppError('unauthenticated', 'the token holds characters that no token has')
}

type TlsOptions = Pick<RequestOptions, 'ca' | 'cert' | 'key' | 'servername' | 'rejectUnauthorized'>

function tlsOptions({ ca, cert, key, servername, rejectUnauthorized }: RequestOptions): TlsOptions {
  const given = Object.entries({ ca, cert, key, servername, rejectUnauthorized })
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}

function digest(parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:${part}`)
  return hash.digest('base64')
}

async function withTimeout(login: Promise<Login>): Promise<Login> {
  const { promise, reject } = Promise.withResolvers<never>()
  const why = `the credentials were not given within ${credentialTimeoutMs / 1000} s`
  const timer = setTimeout(
    () => reject(new AppError('unavailable', why, { reason: 'credentials' })),
    credentialTimeoutMs,
  )
  try {
    return await Promise.race([login, promise])
  } finally {
    clearTimeout(timer)
  }
}
