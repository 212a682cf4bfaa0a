import type { ClusterView } from './dns/cluster-zone.ts'
import { textAt } from './json/json.ts'
import type { Store } from './store/store.ts'

/** What the cluster's DNS sees of its objects. */
export function clusterView(store: Store): ClusterView {
  return {
    namespaceExists: (name) => store.get('namespaces', '', name) !== undefined,
    service: (namespace, name) => store.get('services', namespace, name),
    slicesOf: (namespace, service) =>
      store
        .list('endpointslices.discovery.k8s.io', namespace)
        .filter((slice) => textAt(slice.metadata, 'labels', 'kubernetes.io/service-name') === service),
    serviceByIp: (ip) => store.list('services', null).find((service) => textAt(service, 'spec', 'clusterIP') === ip),
  }
}
