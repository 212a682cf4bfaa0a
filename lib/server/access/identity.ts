import type { SignInMode } from '@/lib/domain/session/sign-in-mode'
import type { KubeClient } from '@/lib/kubernetes/kube-client'

/**
 * Who looks at the console. `key` tells identities apart in caches and is never a secret. `client` gives the client that speaks as this
 * identity to one cluster; it throws AppError `not-found` for a cluster that is not configured.
 */
export interface Identity {
  key: string
  user: string
  groups: string[]
  mode: SignInMode
  client(cluster: string): KubeClient
  /** Who this is to one cluster, where its API server may know them by another name than the first one's; `user` and `groups` while it cannot be asked. */
  in?(cluster: string): Promise<{ user: string; groups: string[] }>
  /** Asks once more, for what outlives a request. Throws AppError `unauthenticated` when the identity has to be shown anew; absent where that is never so. */
  check?(): Promise<void>
  /** What is wrong with the sign-in although it still holds. */
  problem?: string
}
