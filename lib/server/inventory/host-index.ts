/** Which aliases point at each host of each cluster, by their keys. Most hosts have one: a set for each would take more than all else here. */
export class HostIndex {
  readonly #keys = new Map<string, string | Set<string>>()

  add(cluster: string, host: string, key: string): void {
    const at = hostKey(cluster, host)
    const known = this.#keys.get(at)
    if (known === undefined) this.#keys.set(at, key)
    else if (typeof known !== 'string') known.add(key)
    else if (known !== key) this.#keys.set(at, new Set([known, key]))
  }

  remove(cluster: string, host: string, key: string): void {
    const at = hostKey(cluster, host)
    const known = this.#keys.get(at)
    if (known === key) this.#keys.delete(at)
    if (known === undefined || typeof known === 'string') return
    known.delete(key)
    if (known.size === 0) this.#keys.delete(at)
  }

  of(cluster: string, host: string): string[] {
    const known = this.#keys.get(hostKey(cluster, host))
    if (known === undefined) return []
    return typeof known === 'string' ? [known] : [...known]
  }

  clear(): void {
    this.#keys.clear()
  }
}

function hostKey(cluster: string, host: string): string {
  return `${cluster}/${host}`
}
