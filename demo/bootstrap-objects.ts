import { editorNamespace } from './access/identities.ts'
import { kubernetesVersion } from './api/discovery.ts'
import type { ClusterDnsTimes } from './dns/start-cluster-dns.ts'
import type { JsonObject } from './json/json.ts'
import { nodeName } from './node-name.ts'
import type { KubeObject } from './store/kube-object.ts'

const namespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system', editorNamespace]

/** What every cluster holds from the start. */
export function bootstrapObjects(times: ClusterDnsTimes): KubeObject[] {
  return [node(), ...namespaces.map((name) => core('Namespace', { name })), apiService(), ...clusterDns(times)]
}

const core = (kind: string, metadata: JsonObject, rest: JsonObject = {}): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata,
  ...rest,
})

function node(): KubeObject {
  const conditions = [
    ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
    ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
    ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
    ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ].map(([type = '', status = '', reason = '', message = '']) => ({ type, status, reason, message }))
  const capacity = { cpu: '8', memory: '32Gi', pods: '110' }
  const addresses = [
    { type: 'InternalIP', address: '127.0.0.1' },
    { type: 'Hostname', address: nodeName },
  ]
  const nodeInfo = { kubeletVersion: kubernetesVersion, operatingSystem: 'linux', architecture: 'amd64' }
  const labels = { 'kubernetes.io/hostname': nodeName, 'kubernetes.io/os': 'linux' }
  const status = { capacity, allocatable: capacity, conditions, addresses, nodeInfo }
  return core('Node', { name: nodeName, labels }, { status })
}

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
    core(
      'Pod',
      { name: 'coredns-0', namespace, labels: selector },
      { spec: { nodeName, containers: [dnsContainer(ports)] } },
    ),
  ]
}

function dnsContainer(ports: readonly { readonly name: string; readonly port: number; readonly protocol: string }[]) {
  const own = ports.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol }))
  return { name: 'coredns', image: 'coredns/coredns:1.15.0', ports: own }
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
