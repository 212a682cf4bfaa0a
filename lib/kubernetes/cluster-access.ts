import type { AccessSource } from './access-source'

/** One cluster that the settings name, and the way in; `source` keeps its secrets to itself. */
export interface ClusterAccess {
  /** Slug `[a-z0-9-]{1,40}`, unique. */
  id: string
  /** The kubeconfig context's name. */
  label: string
  server: string
  /** The kubeconfig's name for the user, empty when the context names none. */
  userName: string
  namespace: string | null
  inCluster: boolean
  source: AccessSource
}

/**
 * Whose rights a request has: the kubeconfig's own user, the bearer of a token at the same server (no client certificate then), or somebody whom
 * the kubeconfig's user impersonates.
 */
export type Credential =
  | { kind: 'kubeconfig' }
  | { kind: 'token'; token: string }
  | { kind: 'impersonated'; user: string; groups: readonly string[] }
