/** Which aliases point at each host of each cluster, by their keys. Most hosts have one: a set for each would take more than all else here. */
export class HostIndex {
  readonly #clusters = new Map<string, Map<string, string | Set<string>>>()

  add(cluster: string, host: string, key: string): void {
    const hosts = this.#clusters.get(cluster) ?? new Map<string, string | Set<string>>()
    this.#clusters.set(cluster, hosts)
    const known = hosts.get(host)
    if (known === undefined) hosts.set(host, key)
    else if (typeof known !== 'string') known.add(key)
    else if (known !== key) hosts.set(host, new Set([known, key]))
  }

  remove(cluster: string, host: string, key: string): void {
    const hosts = this.#clusters.get(cluster)
    const known = hosts?.get(host)
    if (known === key) hosts?.delete(host)
    if (known === undefined || typeof known === 'string') return
    known.delete(key)
    if (known.size === 0) hosts?.delete(host)
  }

  of(cluster: string, host: string): string[] {
    const known = this.#clusters.get(cluster)?.get(host)
    if (known === undefined) return []
    return typeof known === 'string' ? [known] : [...known]
  }

  clear(): void {
    this.#clusters.clear()
  }
}
