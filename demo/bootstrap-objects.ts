import { editorNamespace } from './access/identities.ts'
import type { ClusterDnsTimes } from './dns/cluster-dns.ts'
import type { JsonObject } from './json/json.ts'
import type { KubeObject } from './store/kube-object.ts'

const namespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system', editorNamespace]

/** What every cluster holds from the start. */
export function bootstrapObjects(times: ClusterDnsTimes): KubeObject[] {
  return [...namespaces.map((name) => core('Namespace', { name })), apiService(), ...clusterDns(times)]
}

const core = (kind: string, metadata: JsonObject, rest: JsonObject = {}): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata,
  ...rest,
})

function apiService(): KubeObject {
  const labels = { component: 'apiserver', provider: 'kubernetes' }
  const ports = [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }]
  return core(
    'Service',
    { name: 'kubernetes', namespace: 'default', labels },
    { spec: { clusterIP: '10.96.0.1', ports } },
  )
}

function clusterDns(times: ClusterDnsTimes): KubeObject[] {
  const namespace = 'kube-system'
  const selector = { 'k8s-app': 'kube-dns' }
  const ports = [
    { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' },
    { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 'dns-tcp' },
  ]
  const labels = { ...selector, 'kubernetes.io/name': 'CoreDNS' }
  return [
    core('ConfigMap', { name: 'coredns', namespace }, { data: { Corefile: corefile(times) } }),
    core('Service', { name: 'kube-dns', namespace, labels }, { spec: { clusterIP: '10.96.0.10', selector, ports } }),
  ]
}

function corefile({ ttlSeconds, cacheSeconds }: ClusterDnsTimes): string {
  return `.:53 {
    errors
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl ${ttlSeconds}
    }
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache ${cacheSeconds} {
       disable success cluster.local
       disable denial cluster.local
    }
    loadbalance
}
`
}
