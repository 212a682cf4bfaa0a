import type { Cluster } from './api/cluster.ts'
import { textAt } from './json/json.ts'
import type { KubeObject } from './store/kube-object.ts'

/** Keeps the pool of cluster addresses true to the Services that are stored. */
export function keepAddresses({ store, addresses }: Cluster): void {
  const ipOf = (service: KubeObject | null) => textAt(service ?? undefined, 'spec', 'clusterIP')
  for (const service of store.list('services', null)) if (ipOf(service) !== '') addresses.take(ipOf(service))
  store.subscribe(({ resource, object, previous }) => {
    if (resource !== 'services') return
    const before = ipOf(previous)
    const now = ipOf(object)
    if (before === now) return
    if (before !== '') addresses.release(before)
    if (now !== '' && now !== 'None') addresses.take(now)
  })
}
