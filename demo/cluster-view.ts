import type { ClusterDnsSource, ClusterEndpoint, NamedPort } from './dns/cluster-dns-source.ts'
import { type Json, listAt, numberAt, textAt, valueAt } from './json/json.ts'
import type { KubeObject } from './store/kube-object.ts'
import type { Store } from './store/store.ts'

/** What the cluster's DNS sees of its objects. */
export function clusterView(store: Store): ClusterDnsSource {
  return {
    hasNamespace: (name) => store.get('namespaces', '', name) !== undefined,
    service: (namespace, name) => {
      const found = store.get('services', namespace, name)
      return found === undefined ? null : { spec: found.spec }
    },
    endpoints: (namespace, name) =>
      store
        .list('endpointslices.discovery.k8s.io', namespace)
        .filter((slice) => textAt(slice.metadata, 'labels', 'kubernetes.io/service-name') === name)
        .flatMap(endpointsOf),
    serviceAt: (address) => {
      const service = store.list('services', null).find((one) => textAt(one, 'spec', 'clusterIP') === address)
      if (service === undefined) return null
      return { namespace: textAt(service.metadata, 'namespace'), name: textAt(service.metadata, 'name') }
    },
  }
}

function endpointsOf(slice: KubeObject): ClusterEndpoint[] {
  const ports = listAt(slice, 'ports').map(portOf)
  return listAt(slice, 'endpoints').flatMap((endpoint) =>
    listAt(endpoint, 'addresses')
      .filter((address) => typeof address === 'string')
      .map((address) => ({
        address,
        hostname: textAt(endpoint, 'hostname'),
        // Unknown counts as ready.
        ready: valueAt(endpoint, 'conditions', 'ready') !== false,
        ports,
      })),
  )
}

function portOf(port: Json): NamedPort {
  return { name: textAt(port, 'name'), port: numberAt(port, 'port'), protocol: textAt(port, 'protocol') }
}
