import { createHash } from 'node:crypto'
import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { readSelf } from '@/lib/kubernetes/access-reviews'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import type { ClusterAccess } from '@/lib/kubernetes/kubeconfig'
import { userAgent } from '@/lib/server/runtime/version'
import { BoundedMap } from './bounded-map'
import type { Identity } from './identity'

const selfFreshMs = 60_000
const selfStaleMs = 10 * 60_000
const rememberedTokens = 500
const tokenClients = 200

interface KnownCluster {
  id: string
  access: ClusterAccess
  console: KubeClient
}

export interface ViewersOptions {
  mode: 'loopback' | 'token'
  clock: Clock
  clusters(): KnownCluster[]
  kubeconfigUser(): string | null
}

interface Self {
  user: string
  groups: string[]
  at: number
}

/** Turns what a request carries into the identity that reads and writes: the kubeconfig's user on loopback, else the bearer of a Kubernetes token. */
export class Viewers {
  readonly #options: ViewersOptions
  readonly #selves = new BoundedMap<Self>(rememberedTokens)
  readonly #clients = new BoundedMap<KubeClient>(tokenClients, (client) => void client.close())

  constructor(options: ViewersOptions) {
    this.#options = options
  }

  get mode(): 'loopback' | 'token' {
    return this.#options.mode
  }

  /** The kubeconfig's user by SelfSubjectReview; its configured name while the cluster is away; `local` without a kubeconfig. */
  async loopback(): Promise<Identity> {
    const first = this.#options.clusters()[0]
    const self = first ? await this.#self('loopback', first.console).catch(() => null) : null
    return {
      key: 'loopback',
      user: self?.user ?? this.#options.kubeconfigUser() ?? 'local',
      groups: self?.groups ?? [],
      mode: 'loopback',
      client: (cluster) => this.#known(cluster)?.console ?? null,
    }
  }

  /**
   * The bearer of a Kubernetes token, as the first configured cluster knows it. Throws AppError `unauthenticated` when it does not, `unavailable`
   * when it cannot be asked.
   */
  async bearer(token: string): Promise<Identity> {
    const key = `token:${createHash('sha256').update(token).digest('base64url')}`
    const first = this.#options.clusters()[0]
    if (first === undefined)
      throw new AppError('unavailable', 'No cluster is connected that could check the token.', { retryAfterSeconds: 3 })
    const client = (cluster: string): KubeClient | null => {
      const known = this.#known(cluster)
      return known ? this.#tokenClient(key, token, known) : null
    }
    const self = await this.#self(key, this.#tokenClient(key, token, first))
    return { key, user: self.user, groups: self.groups, mode: 'token', client }
  }

  /** After the kubeconfig changed: clients speak to servers that may be gone. */
  forgetClients(): void {
    this.#clients.clear()
    this.#selves.clear()
  }

  async close(): Promise<void> {
    this.forgetClients()
  }

  async #self(key: string, client: KubeClient): Promise<Self> {
    const known = this.#selves.get(key)
    if (known && this.#options.clock.now() - known.at < selfFreshMs) return known
    try {
      const { user, groups } = await readSelf(client)
      const self = { user, groups, at: this.#options.clock.now() }
      this.#selves.set(key, self)
      return self
    } catch (error) {
      const isAway = error instanceof AppError && error.code === 'unavailable'
      if (known && isAway && this.#options.clock.now() - known.at < selfStaleMs) return known
      throw error
    }
  }

  #known(cluster: string): KnownCluster | null {
    return this.#options.clusters().find((known) => known.id === cluster) ?? null
  }

  #tokenClient(key: string, token: string, cluster: KnownCluster): KubeClient {
    const id = `${key}/${cluster.id}`
    const known = this.#clients.get(id)
    if (known) return known
    const client = createKubeClient(cluster.access, { kind: 'token', token }, { userAgent })
    this.#clients.set(id, client)
    return client
  }
}
