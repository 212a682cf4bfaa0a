import { editorNamespace } from './identities.ts'
import { nodeName } from './kwok.ts'

const rbac = 'rbac.authorization.k8s.io'
const dnsLabels = { 'k8s-app': 'kube-dns' }

/** What every cluster of the harness holds from the start: its node, its DNS and the rights of the test identities. */
export function clusterObjects(corefile: string): object {
  return { apiVersion: 'v1', kind: 'List', items: [node(), ...rights(), ...clusterDns(corefile)] }
}

function node(): object {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: nodeName, labels: { 'kubernetes.io/hostname': nodeName, 'kubernetes.io/os': 'linux' } },
  }
}

function rights(): object[] {
  const role = (name: string) => ({ apiGroup: rbac, kind: 'ClusterRole', name })
  const user = (name: string) => [{ apiGroup: rbac, kind: 'User', name }]
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: editorNamespace } },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'test-viewer' },
      roleRef: role('view'),
      subjects: user('viewer'),
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'test-editor', namespace: editorNamespace },
      roleRef: role('edit'),
      subjects: user('editor'),
    },
  ]
}

function clusterDns(corefile: string): object[] {
  const namespace = 'kube-system'
  const ports = [
    { name: 'dns', port: 53, protocol: 'UDP' },
    { name: 'dns-tcp', port: 53, protocol: 'TCP' },
  ]
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'coredns', namespace }, data: { Corefile: corefile } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'kube-dns', namespace, labels: { ...dnsLabels, 'kubernetes.io/name': 'CoreDNS' } },
      spec: {
        clusterIP: '10.96.0.10',
        selector: dnsLabels,
        ports: ports.map((port) => ({ ...port, targetPort: port.name })),
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'coredns-0', namespace, labels: dnsLabels },
      spec: {
        nodeName,
        containers: [
          {
            name: 'coredns',
            image: 'coredns/coredns:1.15.0',
            ports: ports.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol })),
          },
        ],
      },
    },
  ]
}
