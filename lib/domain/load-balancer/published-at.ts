import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { canonicalAddress } from '@/lib/domain/change/canonical-address'
import type { LoadBalancer } from './load-balancer'

/** What a Service says of where it is published. */
export interface PublishedFacts {
  annotations: Readonly<Record<string, string>>
  /** `status.loadBalancer.ingress` */
  ingress: readonly { ip?: string | undefined; hostname?: string | undefined }[]
}

const most = 50

// external-dns' source `service` publishes the Service under them.
const nameKeys = ['external-dns.alpha.kubernetes.io/hostname', 'external-dns.alpha.kubernetes.io/internal-hostname']

/**
 * Where a Service of type LoadBalancer is published: what its provider wrote into `status.loadBalancer.ingress`, and the names that external-dns
 * gives it. Fifty of each at most; a wildcard names no host.
 */
export function publishedAt({ annotations, ingress }: PublishedFacts): Pick<LoadBalancer, 'hostnames' | 'addresses'> {
  const annotated = nameKeys.flatMap((key) => annotations[key]?.split(',') ?? [])
  const given = ingress.flatMap(({ hostname }) => hostname ?? [])
  const hostnames = [...annotated, ...given].map((name) => normaliseHost(name.trim()))
  const addresses = ingress.flatMap(({ ip }) => canonicalAddress(ip ?? '')?.text ?? [])
  return {
    hostnames: [...new Set(hostnames)].filter((name) => name !== '' && !name.includes('*')).slice(0, most),
    addresses: [...new Set(addresses)].slice(0, most),
  }
}
