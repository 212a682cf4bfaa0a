import type { Row } from '@/lib/contract/row'
import type { Resolution } from '@/lib/domain/resolution/resolution'

/** The hosts and addresses that sentences about an alias may name. */
export function namedHosts(row: Row, resolution: Resolution | undefined): string[] {
  const answered = (resolution?.vantages ?? []).flatMap(({ hops, addresses, brokenAt, resolver }) => [
    ...hops.flatMap(({ owner, data }) => [owner, data]),
    ...addresses,
    brokenAt ?? '',
    resolver ?? '',
  ])
  return [
    ...new Set([row.serviceName, row.target ?? '', row.brokenAt ?? '', ...row.chain, ...row.addresses, ...answered]),
  ]
}
