import type { KubeClient } from '@/lib/kubernetes/kube-client'

/**
 * Who looks at the console. `key` tells identities apart in caches and is never a secret. `client` gives the client that speaks as this
 * identity to one cluster; it throws AppError `not-found` for a cluster that is not configured.
 */
export interface Identity {
  key: string
  user: string
  groups: string[]
  mode: 'loopback' | 'token'
  client(cluster: string): KubeClient
}
