import { X509Certificate } from 'node:crypto'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { AppError } from '@/lib/domain/app-error'
import type { ProbeLimits } from './probe-limits'

/** Roots to check a chain against: those this machine trusts, and a bundle of one's own. */
export interface TrustStore {
  context: SecureContext
  /** Roots by the name that stands in `issuer`. */
  publicRoots: ReadonlyMap<string, readonly X509Certificate[]>
  bundleRoots: ReadonlyMap<string, readonly X509Certificate[]>
  hasBundle: boolean
}

/** Gives the store for a bundle of PEM certificates or none. A store is some megabytes: the last few are kept. */
export class TrustStores {
  readonly #limits: Pick<ProbeLimits, 'bundles' | 'bundleBytes'>
  readonly #stores = new Map<string, TrustStore>()
  #publicRoots: ReadonlyMap<string, readonly X509Certificate[]> | null = null

  constructor(limits: Pick<ProbeLimits, 'bundles' | 'bundleBytes'>) {
    this.#limits = limits
  }

  /** Throws AppError `invalid` when the bundle cannot be read. */
  get(caBundle: string | null): TrustStore {
    const key = caBundle ?? ''
    const store = this.#stores.get(key) ?? this.#make(caBundle)
    this.#stores.delete(key)
    this.#stores.set(key, store)
    for (const [oldest] of this.#stores) {
      if (this.#stores.size <= this.#limits.bundles) break
      this.#stores.delete(oldest)
    }
    return store
  }

  #make(caBundle: string | null): TrustStore {
    this.#publicRoots ??= bySubject(readable(getCACertificates('default')))
    const bundle = caBundle === null ? [] : readCaBundle(caBundle, this.#limits.bundleBytes)
    const ca = [...getCACertificates('default'), ...bundle.map((root) => root.toString())]
    return {
      context: createSecureContext(bundle.length === 0 ? {} : { ca }),
      publicRoots: this.#publicRoots,
      bundleRoots: bySubject(bundle),
      hasBundle: bundle.length > 0,
    }
  }
}

function readCaBundle(pem: string, maxBytes: number): X509Certificate[] {
  if (pem.length > maxBytes) throw invalid(`it is longer than ${maxBytes} bytes`)
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0) throw invalid('it holds no PEM certificate')
  return blocks.map((block, index) => {
    try {
      return new X509Certificate(block)
    } catch (cause) {
      throw invalid(`its certificate ${index + 1} cannot be read`, cause)
    }
  })
}

function invalid(why: string, cause?: unknown): AppError {
  const message = `The CA bundle cannot be used: ${why}.`
  return new AppError('invalid', message, { causes: [{ field: 'caBundle', message: why }], cause })
}

// A root with an odd encoding is the system's matter and no reason to fail.
function readable(pems: readonly string[]): X509Certificate[] {
  return pems.flatMap((pem) => {
    try {
      return [new X509Certificate(pem)]
    } catch {
      return []
    }
  })
}

function bySubject(roots: readonly X509Certificate[]): ReadonlyMap<string, readonly X509Certificate[]> {
  return Map.groupBy(roots, (root) => root.subject)
}
