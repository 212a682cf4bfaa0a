import type { RequestOptions } from 'node:https'
import type { Cluster, KubeConfig, User } from '@kubernetes/client-node'
import { isRecord, type JsonRecord, listAt, stringAt } from './json-value'
import { readToken, staticCredentials } from './static-credentials'

/**
 * What a kubeconfig says about reaching one server as one user. The entries hold secrets, so they live in private fields: no log and no
 * serialised answer can contain them.
 */
export class AccessSource {
  readonly server: string
  readonly hasExecPlugin: boolean
  /** Whether the user signs in by an exec plugin or an auth provider, which client-node knows. */
  readonly hasPlugin: boolean
  readonly #cluster: JsonRecord
  readonly #user: JsonRecord
  readonly #proxyUrl: string | null

  constructor(server: string, cluster: JsonRecord, user: JsonRecord, proxyUrl: string | null = null) {
    this.server = server
    this.#proxyUrl = proxyUrl
    this.hasExecPlugin = isRecord(user.exec)
    this.hasPlugin = this.hasExecPlugin || isRecord(user['auth-provider'])
    this.#cluster = cluster
    this.#user = user
  }

  /** The proxy that the server is reached by, null without; it may hold a password. */
  get proxyUrl(): string | null {
    return this.#proxyUrl
  }

  /** Headers by name of `as`, `as-uid`, `as-groups` and `as-user-extra`; client-node knows the first only. */
  impersonation(): Record<string, string[]> {
    const headers: Record<string, string[]> = {}
    const add = (name: string, value: unknown) => {
      if (typeof value !== 'string' || value === '') return
      const values = headers[name] ?? []
      headers[name] = [...values, value]
    }
    add('Impersonate-User', this.#user.as)
    add('Impersonate-Uid', this.#user['as-uid'])
    for (const group of listAt(this.#user, 'as-groups')) add('Impersonate-Group', group)
    const extra = this.#user['as-user-extra']
    for (const [key, values] of Object.entries(isRecord(extra) ? extra : {})) {
      for (const value of Array.isArray(values) ? values : [])
        add(`Impersonate-Extra-${encodeURIComponent(key)}`, value)
    }
    return headers
  }

  /** How to reach this server with the user's own credentials where no plugin gives them, or with none at all. */
  staticOptions(withUser: boolean): Promise<RequestOptions> {
    return staticCredentials(this.#cluster, withUser ? this.#user : {})
  }

  /**
   * A KubeConfig of client-node for this server and user. It is loaded only here: its generated API takes 30 MB and half a second, and most
   * users need no plugin.
   */
  async kubeConfig(): Promise<KubeConfig> {
    const { KubeConfig } = await import('@kubernetes/client-node')
    const config = new KubeConfig()
    config.loadFromClusterAndUser(this.#clusterEntry(), await this.#userEntry())
    return config
  }

  #clusterEntry(): Cluster {
    const caData = stringAt(this.#cluster, 'certificate-authority-data')
    return dropUndefined({
      name: 'cluster',
      server: this.server,
      // client-node refuses plain http without it; over http there is no certificate to skip.
      skipTLSVerify: this.#cluster['insecure-skip-tls-verify'] === true || this.server.startsWith('http:'),
      caData,
      // Inline data goes before a file, as in kubectl; client-node would take the file.
      caFile: caData === undefined ? stringAt(this.#cluster, 'certificate-authority') : undefined,
      tlsServerName: stringAt(this.#cluster, 'tls-server-name'),
    })
  }

  async #userEntry(): Promise<User> {
    const user = this.#user
    const certData = stringAt(user, 'client-certificate-data')
    const keyData = stringAt(user, 'client-key-data')
    return dropUndefined({
      name: 'user',
      certData,
      certFile: certData === undefined ? stringAt(user, 'client-certificate') : undefined,
      keyData,
      keyFile: keyData === undefined ? stringAt(user, 'client-key') : undefined,
      token: await readToken(user),
      username: stringAt(user, 'username'),
      password: stringAt(user, 'password'),
      authProvider: isRecord(user['auth-provider']) ? user['auth-provider'] : undefined,
      exec: isRecord(user.exec) ? this.#execEntry(user.exec) : undefined,
    })
  }

  #execEntry(exec: JsonRecord): JsonRecord {
    const cluster = exec.provideClusterInfo === true ? { cluster: this.#execClusterInfo() } : {}
    const info = {
      apiVersion: stringAt(exec, 'apiVersion') ?? 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      spec: { interactive: false, ...cluster },
    }
    // Some plugins refuse to run without it, and client-node does not set it.
    const env = [...listAt(exec, 'env').filter(isRecord), { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) }]
    return { ...exec, env }
  }

  #execClusterInfo(): JsonRecord {
    const keys = ['tls-server-name', 'insecure-skip-tls-verify', 'certificate-authority-data', 'proxy-url']
    const given = keys.filter((key) => this.#cluster[key] !== undefined).map((key) => [key, this.#cluster[key]])
    return { server: this.server, ...Object.fromEntries(given) }
  }
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

function dropUndefined<T extends object>(entry: T): Defined<T>
function dropUndefined(entry: object): object {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined))
}
