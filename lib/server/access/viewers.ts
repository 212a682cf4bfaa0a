import { createHash } from 'node:crypto'
import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import type { SignInMode } from '@/lib/domain/session/sign-in-mode'
import { readSelf } from '@/lib/kubernetes/access-reviews'
import type { ClusterAccess, Credential } from '@/lib/kubernetes/cluster-access'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { userAgent } from '@/lib/server/runtime/version'
import { BoundedMap } from './bounded-map'
import type { Identity } from './identity'

const selfFreshMs = 60_000
const selfStaleMs = 10 * 60_000
const rememberedViewers = 500
const viewerClients = 200

interface KnownCluster {
  id: string
  access: ClusterAccess
  console: KubeClient
  /** True while the cluster does not answer. */
  isAway(): boolean
}

export interface ViewersOptions {
  clock: Clock
  clusters(): KnownCluster[]
  kubeconfigUser(): string | null
}

interface Self {
  user: string
  groups: string[]
  at: number
}

/** Makes the identities that read and write: the kubeconfig's user on loopback, the bearer of a token, or whoever the console identity impersonates. */
export class Viewers {
  readonly #options: ViewersOptions
  readonly #selves = new BoundedMap<Self>(rememberedViewers)
  readonly #clients = new BoundedMap<KubeClient>(viewerClients, (client) => void client.close())

  constructor(options: ViewersOptions) {
    this.#options = options
  }

  /** The kubeconfig's user by SelfSubjectReview; its configured name while the cluster is away; `local` without a kubeconfig. */
  async loopback(): Promise<Identity> {
    const first = this.#options.clusters()[0]
    const self = first ? await this.#self('loopback', first, first.console).catch(() => null) : null
    const known = { user: self?.user ?? this.#options.kubeconfigUser() ?? 'local', groups: self?.groups ?? [] }
    const client = (cluster: string) => this.#known(cluster).console
    return { key: 'loopback', ...known, mode: 'loopback', client, in: this.#selfIn('loopback', known, client) }
  }

  /**
   * The bearer of a token, as the first configured cluster knows it. Throws AppError `unauthenticated` when it does not, `unavailable` when it
   * cannot be asked.
   */
  bearer(token: string, mode: SignInMode = 'token'): Promise<Identity> {
    return this.#asked({ kind: 'token', token }, mode)
  }

  /**
   * Somebody whom the console identity impersonates, in every cluster. Throws AppError `forbidden` when it may not, `unavailable` when the first
   * cluster cannot be asked.
   */
  impersonated({ user, groups }: { user: string; groups: readonly string[] }, mode: SignInMode): Promise<Identity> {
    return this.#asked({ kind: 'impersonated', user, groups }, mode)
  }

  /** Whether this token was checked not long ago, so that knowing its bearer asks the API server nothing. */
  remembers(token: string): boolean {
    return this.#selves.get(keyOf({ kind: 'token', token })) !== undefined
  }

  /** After the kubeconfig changed: clients speak to servers that may be gone. */
  forgetClients(): void {
    this.#clients.clear()
    this.#selves.clear()
  }

  async close(): Promise<void> {
    this.forgetClients()
  }

  async #asked(credential: ViewerCredential, mode: SignInMode): Promise<Identity> {
    const key = keyOf(credential)
    const first = this.#options.clusters()[0]
    if (first === undefined)
      throw new AppError('unavailable', 'No cluster is connected that could say who you are.', { retryAfterSeconds: 3 })
    const ask = () => this.#self(key, first, this.#client(key, credential, first))
    const { user, groups } = await ask()
    const client = (cluster: string) => this.#client(key, credential, this.#known(cluster))
    return {
      ...{ key, user, groups, mode, client },
      in: this.#selfIn(key, { user, groups }, client),
      check: async () => void (await ask()),
    }
  }

  #selfIn(key: string, known: Omit<Self, 'at'>, client: (cluster: string) => KubeClient): NonNullable<Identity['in']> {
    return async (id) => {
      const cluster = this.#known(id)
      if (cluster === this.#options.clusters()[0]) return known
      return this.#self(`${key}/${id}`, cluster, client(id)).catch(() => known)
    }
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

  #client(key: string, credential: ViewerCredential, cluster: KnownCluster): KubeClient {
    const id = `${key}/${cluster.id}`
    const known = this.#clients.get(id)
    if (known) return known
    const client = createKubeClient(cluster.access, credential, { userAgent })
    this.#clients.set(id, client)
    return client
  }
}

type ViewerCredential = Exclude<Credential, { kind: 'kubeconfig' }>

// Told apart by all that the API server is told, and never by a secret itself.
function keyOf(credential: ViewerCredential): string {
  const secret = credential.kind === 'token' ? credential.token : JSON.stringify([credential.user, credential.groups])
  return `${credential.kind}:${createHash('sha256').update(secret).digest('base64url')}`
}
