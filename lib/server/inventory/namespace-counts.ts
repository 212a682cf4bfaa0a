import type { ServiceRef } from '@/lib/domain/service/service-ref'

type Place = Pick<ServiceRef, 'cluster' | 'namespace'>

/** How many of something each namespace of each cluster holds; none are kept of those that hold none. */
export class NamespaceCounts {
  readonly #clusters = new Map<string, Map<string, number>>()

  add({ cluster, namespace }: Place, change: number): void {
    if (change === 0) return
    const counts = this.#clusters.get(cluster) ?? new Map<string, number>()
    this.#clusters.set(cluster, counts)
    const next = (counts.get(namespace) ?? 0) + change
    if (next > 0) counts.set(namespace, next)
    else counts.delete(namespace)
  }

  of({ cluster, namespace }: Place): number {
    return this.#clusters.get(cluster)?.get(namespace) ?? 0
  }

  /** The namespaces of one cluster that hold any. */
  namespaces(cluster: string): Iterable<string> {
    return this.#clusters.get(cluster)?.keys() ?? []
  }

  /** Whether any namespace of the cluster holds one. */
  isAnyIn(cluster: string): boolean {
    return (this.#clusters.get(cluster)?.size ?? 0) > 0
  }

  clear(): void {
    this.#clusters.clear()
  }
}
