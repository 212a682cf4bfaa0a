import ipaddr from 'ipaddr.js'
import { AppError } from '@/lib/domain/app-error'
import { readSecretFile } from './read-secret-file'
import type { Settings } from './settings'

/** Where sealing keys come from: the text of the variable, a file that is read again as it changes, or nowhere (one is made up then). */
export type KeySource = { kind: 'text'; text: string } | { kind: 'file'; path: string } | { kind: 'none' }

export interface SessionSettings {
  keys: KeySource
  idleMs: number
  lifetimeMs: number
  /** How browsers reach the console; null when it is not said. */
  url: URL | null
}

export interface OidcSettings {
  issuer: URL
  clientId: string
  /** Null for a public client. */
  clientSecret: string | null
  scopes: string
  userClaim: string
  groupsClaim: string
  /** Before users and groups as the console names them to the API server. */
  prefix: string
  /** The groups that are named to API servers, with the prefix; null for all. */
  allowedGroups: readonly string[] | null
  /** Whether the API server gets the viewer's own token, or the console's identity with the viewer's name. */
  mode: 'impersonate' | 'pass-through'
  clockToleranceSeconds: number
  /** What the provider is called on the page. */
  name: string
  url: URL
}

export interface ProxySettings {
  peers: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][]
  secret: string
  secretHeader: string
  userHeader: string
  groupsHeader: string
  /** The groups that are named to API servers; null for all. */
  allowedGroups: readonly string[] | null
}

/** What of the settings sign-in goes by, a shape for each mode. */
export type SignInSettings =
  | { mode: 'loopback' }
  | { mode: 'token'; session: SessionSettings }
  | { mode: 'oidc'; session: SessionSettings; oidc: OidcSettings }
  | { mode: 'proxy'; proxy: ProxySettings }

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])
const shortestSecret = 16

/** Reads them, the files of secrets included. Throws AppError `invalid` that names each variable that is missing, or that does not go with another. */
export function readSignInSettings(settings: Settings): SignInSettings {
  switch (settings.SIGNPOST_AUTH) {
    case 'loopback':
      return { mode: 'loopback' }
    case 'token':
      return { mode: 'token', session: readSession(settings) }
    case 'oidc':
      return { mode: 'oidc', session: readSession(settings), oidc: readOidc(settings) }
    case 'proxy':
      return { mode: 'proxy', proxy: readProxy(settings) }
  }
}

function readSession(settings: Settings): SessionSettings {
  const { SIGNPOST_SESSION_KEYS: text, SIGNPOST_SESSION_KEYS_FILE: path } = settings
  if (text !== undefined && path !== undefined) {
    throw refused('SIGNPOST_SESSION_KEYS', 'is set beside SIGNPOST_SESSION_KEYS_FILE; set one of them')
  }
  if (settings.SIGNPOST_SESSION_IDLE > settings.SIGNPOST_SESSION_LIFETIME) {
    throw refused('SIGNPOST_SESSION_IDLE', 'must not be longer than SIGNPOST_SESSION_LIFETIME')
  }
  return {
    keys: path !== undefined ? { kind: 'file', path } : text === undefined ? { kind: 'none' } : { kind: 'text', text },
    idleMs: settings.SIGNPOST_SESSION_IDLE * 1000,
    lifetimeMs: settings.SIGNPOST_SESSION_LIFETIME * 1000,
    url: readUrl(settings),
  }
}

function readUrl({ SIGNPOST_URL: url }: Settings): URL | null {
  if (url === undefined) return null
  if (url.pathname !== '/') throw refused('SIGNPOST_URL', 'must be an origin, without a path')
  if (url.protocol === 'https:' || loopbackHosts.has(url.hostname)) return url
  throw refused('SIGNPOST_URL', 'must be https: over plain http sessions could be read on their way')
}

function readOidc(settings: Settings): OidcSettings {
  const { SIGNPOST_OIDC_ISSUER: issuer, SIGNPOST_OIDC_CLIENT_ID: clientId } = settings
  const url = readUrl(settings)
  if (issuer === undefined) throw refused('SIGNPOST_OIDC_ISSUER', 'is needed with SIGNPOST_AUTH=oidc')
  if (issuer.protocol !== 'https:') throw refused('SIGNPOST_OIDC_ISSUER', 'must be https')
  if (clientId === undefined) throw refused('SIGNPOST_OIDC_CLIENT_ID', 'is needed with SIGNPOST_AUTH=oidc')
  if (url === null) {
    throw refused('SIGNPOST_URL', 'is needed with SIGNPOST_AUTH=oidc: the provider sends browsers back to it')
  }
  if (!settings.SIGNPOST_OIDC_SCOPES.split(/\s+/).includes('openid')) {
    throw refused('SIGNPOST_OIDC_SCOPES', 'must hold openid')
  }
  if (settings.SIGNPOST_OIDC_PREFIX.startsWith('system:')) {
    throw refused('SIGNPOST_OIDC_PREFIX', 'must not begin with system:, which is what Kubernetes calls its own')
  }
  return {
    issuer,
    clientId,
    clientSecret: readSecret(settings, 'SIGNPOST_OIDC_CLIENT_SECRET', 'SIGNPOST_OIDC_CLIENT_SECRET_FILE'),
    scopes: settings.SIGNPOST_OIDC_SCOPES,
    userClaim: settings.SIGNPOST_OIDC_USER_CLAIM,
    groupsClaim: settings.SIGNPOST_OIDC_GROUPS_CLAIM,
    // As kube-apiserver spells it; an empty variable counts as unset.
    prefix: settings.SIGNPOST_OIDC_PREFIX === '-' ? '' : settings.SIGNPOST_OIDC_PREFIX,
    mode: settings.SIGNPOST_OIDC_MODE,
    allowedGroups: settings.SIGNPOST_IMPERSONATE_GROUPS ?? null,
    clockToleranceSeconds: settings.SIGNPOST_OIDC_CLOCK_TOLERANCE,
    name: settings.SIGNPOST_OIDC_NAME ?? issuer.host,
    url,
  }
}

function readProxy(settings: Settings): ProxySettings {
  const secret = readSecret(settings, 'SIGNPOST_PROXY_SECRET', 'SIGNPOST_PROXY_SECRET_FILE')
  if (secret === null) {
    throw refused('SIGNPOST_PROXY_SECRET', 'or SIGNPOST_PROXY_SECRET_FILE is needed with SIGNPOST_AUTH=proxy')
  }
  if (secret.length < shortestSecret) {
    throw refused('SIGNPOST_PROXY_SECRET', `must be ${shortestSecret} characters or more`)
  }
  if (settings.SIGNPOST_PROXY_PEERS.length === 0) {
    throw refused('SIGNPOST_PROXY_PEERS', 'is needed with SIGNPOST_AUTH=proxy: addresses whose headers are believed')
  }
  const headers = [
    settings.SIGNPOST_PROXY_SECRET_HEADER,
    settings.SIGNPOST_PROXY_USER_HEADER,
    settings.SIGNPOST_PROXY_GROUPS_HEADER,
  ]
  if (new Set(headers).size < headers.length) {
    throw refused('SIGNPOST_PROXY_USER_HEADER', 'must differ from the headers of secret and groups')
  }
  return {
    peers: settings.SIGNPOST_PROXY_PEERS.map(readRange),
    secret,
    secretHeader: settings.SIGNPOST_PROXY_SECRET_HEADER,
    userHeader: settings.SIGNPOST_PROXY_USER_HEADER,
    groupsHeader: settings.SIGNPOST_PROXY_GROUPS_HEADER,
    allowedGroups: settings.SIGNPOST_IMPERSONATE_GROUPS ?? null,
  }
}

function readRange(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text)
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return [ipaddr.IPv4.parse(text), 32]
  if (ipaddr.IPv6.isValid(text)) return [ipaddr.IPv6.parse(text), 128]
  throw refused('SIGNPOST_PROXY_PEERS', `must be addresses or ranges such as 10.0.0.0/24, not "${text}"`)
}

type SecretName = 'SIGNPOST_OIDC_CLIENT_SECRET' | 'SIGNPOST_PROXY_SECRET'

function readSecret(settings: Settings, name: SecretName, fileName: `${SecretName}_FILE`): string | null {
  const { [name]: secret, [fileName]: path } = settings
  if (secret !== undefined && path !== undefined) throw refused(name, `is set beside ${fileName}; set one of them`)
  return path === undefined ? (secret ?? null) : readSecretFile(fileName, path)
}

function refused(field: string, message: string): AppError {
  return new AppError('invalid', `${field}: ${message}`, { causes: [{ field, message }] })
}
