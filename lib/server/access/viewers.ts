import { createHash } from 'node:crypto'
import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import { readSelf } from '@/lib/kubernetes/access-reviews'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
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
  /** True while the cluster does not answer. */
  isAway(): boolean
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
    const self = first ? await this.#self('loopback', first, first.console).catch(() => null) : null
    return {
      key: 'loopback',
      user: self?.user ?? this.#options.kubeconfigUser() ?? 'local',
      groups: self?.groups ?? [],
      mode: 'loopback',
      client: (cluster) => this.#known(cluster).console,
    }
  }

  /**
   * The bearer of a Kubernetes token, as the first configured cluster knows it. Throws AppError `unauthenticated` when it does not, `unavailable`
   * when it cannot be asked.
   */
  async bearer(token: string): Promise<Identity> {
    const key = keyOf(token)
    const first = this.#options.clusters()[0]
    if (first === undefined)
      throw new AppError('unavailable', 'No cluster is connected that could check the token.', { retryAfterSeconds: 3 })
    const self = await this.#self(key, first, this.#tokenClient(key, token, first))
    return {
      key,
      user: self.user,
      groups: self.groups,
      mode: 'token',
      client: (cluster) => this.#tokenClient(key, token, this.#known(cluster)),
    }
  }

  /** Whether this token was checked not long ago, so that knowing its bearer asks the API server nothing. */
  remembers(token: string): boolean {
    return this.#selves.get(keyOf(token)) !== undefined
  }

  /** After the kubeconfig changed: clients speak to servers that may be gone. */
  forgetClients(): void {
    this.#clients.clear()
    this.#selves.clear()
  }

  async close(): Promise<void> {
    this.forgetClients()
  }

  async #self(key: string, cluster: KnownCluster, client: KubeClient): Promise<Self> {
    const known = this.#selves.get(key)
    const ageMs = known ? this.#options.clock.now() - known.at : Number.POSITIVE_INFINITY
    if (known && ageMs < (cluster.isAway() ? selfStaleMs : selfFreshMs)) return known
    if (cluster.isAway())
      throw new AppError('unavailable', `Cluster ${cluster.id} does not answer.`, { retryAfterSeconds: 3 })
    try {
      const { user, groups } = await readSelf(client)
      const self = { user, groups, at: this.#options.clock.now() }
      this.#selves.set(key, self)
      return self
    } catch (error) {
      const isUnanswered = error instanceof AppError && error.code === 'unavailable'
      if (known && isUnanswered && ageMs < selfStaleMs) return known
      throw error
    }
  }

  #known(cluster: string): KnownCluster {
    const known = this.#options.clusters().find(({ id }) => id === cluster)
    if (known === undefined) throw new AppError('not-found', `There is no cluster ${cluster}.`)
    return known
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

function keyOf(token: string): string {
  return `token:${createHash('sha256').update(token).digest('base64url')}`
}
