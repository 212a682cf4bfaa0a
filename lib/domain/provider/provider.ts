export const providerCategories = [
  'database',
  'cache',
  'queue',
  'search',
  'storage',
  'saas-api',
  'cdn',
  'load-balancer',
  'web',
] as const

export type ProviderCategory = (typeof providerCategories)[number]

/**
 * How TLS begins on a port. `none`: it is plain, or begins inside a protocol that the probe does not speak (MySQL, TDS), so that only TCP is
 * tried.
 */
export type TlsMode = 'direct' | 'starttls-postgres' | 'starttls-smtp' | 'none'

/** A managed service as its host names tell it. `source` is the provider's own page that shows such names. */
export interface Provider {
  /** Labels that a host ends with; `*` stands for exactly one label, where a provider puts the region. */
  suffix: string
  provider: string
  service: string
  category: ProviderCategory
  /** Null where the engine, the account or a dice decides. */
  defaultPort: number | null
  tlsMode: TlsMode
  /** Private addresses are what such names usually lead to. */
  privateIpsNormal: boolean
  /** Whoever asks the provider first may choose such a name, whoever had it before. */
  claimableByName: boolean
  source: string
  statusPage?: string
}

/** What the services of one list share. */
export interface ProviderDefaults {
  provider: string
  category: ProviderCategory
  statusPage?: string
}

/** A service in a list: HTTPS at 443, public addresses and names that nobody can choose unless it says otherwise. */
export interface ProviderLine {
  suffixes: readonly string[]
  service: string
  source: string
  provider?: string
  category?: ProviderCategory
  defaultPort?: number | null
  tlsMode?: TlsMode
  privateIpsNormal?: boolean
  claimableByName?: boolean
  statusPage?: string
}

/** One entry per suffix. */
export function listProviders(defaults: ProviderDefaults, lines: readonly ProviderLine[]): Provider[] {
  return lines.flatMap(({ suffixes, ...line }) =>
    suffixes.map((suffix) => ({
      suffix,
      defaultPort: 443,
      tlsMode: 'direct' as const,
      privateIpsNormal: false,
      claimableByName: false,
      ...defaults,
      ...line,
    })),
  )
}
