import type { NetworkPolicy } from '@/lib/domain/egress/network-policy'

/** What egress is held against: the policies of the Service's own namespace, where its clients are at home. */
export interface EgressEvidence {
  namespace: string
  /** Null where they could not be read; `why` says so. */
  policies: readonly NetworkPolicy[] | null
  why: string | null
  /** Of the Service, which proxies nothing: the target listens there. */
  ports: ReadonlyArray<{ port: number; protocol: string }>
}
