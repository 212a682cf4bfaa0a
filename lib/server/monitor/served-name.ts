import type { CnameAnswer } from '@/lib/dns/dns-client'

/** What the cluster's DNS gives for a Service's own name. */
export interface ServedName {
  /** The CNAME's data, normalised; null when the name has none or nobody answered (`why`). */
  target: string | null
  resolver: string
  /** The highest TTL seen of that record. */
  ttlHighestSeconds: number | null
  why: string | null
}

export function servedName({ hop, reply, resolver }: CnameAnswer): ServedName {
  const { data = null, ttlHighestSeconds = null } = hop ?? {}
  return { target: data, resolver, ttlHighestSeconds, why: reply.kind === 'reply' ? null : reply.why }
}
