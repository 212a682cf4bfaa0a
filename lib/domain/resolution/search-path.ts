/** The C library whose resolver a container has: glibc (Debian, Red Hat and most) or musl (Alpine). */
export type Libc = 'glibc' | 'musl'

export interface SearchPath {
  namespace: string
  clusterDomain: string
  /** 5 unless the Pod's `dnsConfig` says otherwise. */
  ndots?: number
  /** What the node's resolv.conf or the Pod's `dnsConfig` adds behind the cluster's three. */
  extra?: readonly string[]
  libc?: Libc
}

export interface SearchPathQuery {
  name: string
  /** The search domain put behind what was written; null when it is asked as it was written. */
  domain: string | null
}

// The kubelet allows no more (MaxDNSSearchPaths).
const maxDomains = 32
const usualNdots = 5
const maxNameLength = 253

/** The search domains of a Pod with the DNS policy ClusterFirst, in order, without the last dot. */
export function searchDomains({ namespace, clusterDomain, extra = [] }: SearchPath): string[] {
  const domains = [`${namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain, ...extra]
  return [...new Set(domains.map(bare))].filter((domain) => domain !== '').slice(0, maxDomains)
}

/**
 * Every name that a Pod's resolver asks for until one is found, in order. A name with at least `ndots` dots is asked as written first: glibc
 * goes through the search domains after it all the same, musl does not. With a dot at the end neither searches.
 */
export function searchPathQueries(name: string, path: SearchPath): SearchPathQuery[] {
  const { ndots = usualNdots, libc = 'glibc' } = path
  const asWritten: SearchPathQuery = { name: bare(name), domain: null }
  if (name.endsWith('.')) return [asWritten]
  const searched = searchDomains(path)
    .map((domain) => ({ name: `${name}.${domain}`, domain }))
    .filter((query) => query.name.length <= maxNameLength)
  if (name.split('.').length - 1 < ndots) return [...searched, asWritten]
  return libc === 'musl' ? [asWritten] : [asWritten, ...searched]
}

function bare(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name
}
