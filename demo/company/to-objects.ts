import { trackingId, trackingKey } from '../delivery/delivery-bot.ts'
import type { KubeObject } from '../store/kube-object.ts'
import type {
  CompanyAcceptance,
  CompanyAlias,
  CompanyBalancer,
  CompanyFreeze,
  CompanyNamespace,
  CompanyPolicy,
  CompanyRoute,
  CompanyWorkload,
} from './company-namespace.ts'

const dayMs = 86_400_000

/** The Kubernetes objects of a namespace, itself first; `now` is when its freezes begin and its fences were attested. */
export function toObjects(namespace: CompanyNamespace, now: Date): KubeObject[] {
  const { name, aliases, workloads = [], policies = [], routes = [], balancers = [] } = namespace
  return [
    toNamespace(namespace, now),
    ...aliases.flatMap((alias) => [toAlias(name, alias, now), ...toLeftSlice(name, alias)]),
    ...workloads.flatMap((workload) => toWorkload(name, workload)),
    ...policies.map((policy) => toPolicy(name, policy)),
    ...routes.map((route) => toIngress(name, route)),
    ...balancers.map((balancer) => toBalancer(name, balancer)),
  ]
}

function toNamespace({ name, labels = {}, annotations = {}, freeze }: CompanyNamespace, now: Date): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { ...labels }, annotations: { ...annotations, ...freezeNote(freeze, now) } },
  }
}

function freezeNote(freeze: CompanyFreeze | undefined, now: Date): Record<string, string> {
  if (freeze === undefined) return {}
  const until = toTime(new Date(now.getTime() + freeze.days * dayMs))
  return { 'signpost/freeze': `until=${until} reason=${freeze.reason}` }
}

function fenceNote(fenced: string | undefined, now: Date): Record<string, string> {
  return fenced === undefined ? {} : { 'signpost/fenced': `${toTime(now)} ${fenced}` }
}

function acceptanceNote(accepted: readonly CompanyAcceptance[], now: Date): Record<string, string> {
  if (accepted.length === 0) return {}
  const lines = accepted.map(({ code, days, reason }) => {
    const until = new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10)
    return `${code} until=${until} reason=${reason}`
  })
  return { 'signpost/suppress': lines.join('\n') }
}

function toTime(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z')
}

function toAlias(namespace: string, alias: CompanyAlias, now: Date): KubeObject {
  const { name, target, ports = {}, targetPorts = {}, labels = {}, annotations = {}, application } = alias
  const { freeze, fenced, accepted = [] } = alias
  const tracked = application === undefined ? {} : { [trackingKey]: trackingId(application, namespace, name) }
  const notes = {
    ...annotations,
    ...tracked,
    ...freezeNote(freeze, now),
    ...fenceNote(fenced, now),
    ...acceptanceNote(accepted, now),
  }
  const metadata = { namespace, name, labels: { ...labels }, annotations: notes }
  const listed = Object.entries(ports).map(([portName, port]) => {
    const targetPort = targetPorts[portName]
    return { name: portName, port, ...(targetPort === undefined ? {} : { targetPort }) }
  })
  const spec = { type: 'ExternalName', externalName: target, ...(listed.length > 0 ? { ports: listed } : {}) }
  return { apiVersion: 'v1', kind: 'Service', metadata, spec }
}

function toLeftSlice(namespace: string, { name, ports = {}, leftSlice }: CompanyAlias): KubeObject[] {
  if (leftSlice === undefined) return []
  return [
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { namespace, name: leftSlice, labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.244.7.31'], conditions: { ready: true } }],
      ports: Object.entries(ports).map(([portName, port]) => ({ name: portName, port, protocol: 'TCP' })),
    },
  ]
}

function toIngress(namespace: string, { name, host, service, port }: CompanyRoute): KubeObject {
  const backend = { service: { name: service, port: { number: port } } }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { namespace, name },
    spec: { rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }] },
  }
}

function toBalancer(namespace: string, { name, workload, port, targetPort, host }: CompanyBalancer): KubeObject {
  const annotations = { 'external-dns.alpha.kubernetes.io/hostname': host }
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name, annotations },
    spec: { type: 'LoadBalancer', selector: { app: workload }, ports: [{ port, targetPort }] },
  }
}

function toWorkload(namespace: string, { name, kind, replicas, port, uses = {} }: CompanyWorkload): KubeObject[] {
  const labels = { app: name }
  const container = {
    name,
    image: `registry.quillmoor.example/${name}:1`,
    ports: [{ containerPort: port }],
    env: Object.entries(uses).map(([variable, value]) => ({ name: variable, value })),
  }
  const spec = {
    replicas,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [container] } },
    ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
  }
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace, name, labels },
      spec: { selector: labels, ports: [{ port, targetPort: port }] },
    },
    { apiVersion: 'apps/v1', kind, metadata: { namespace, name, labels }, spec },
  ]
}

function toPolicy(namespace: string, { name, except = [], ports = [] }: CompanyPolicy): KubeObject {
  const dns = {
    to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
    ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 53 })),
  }
  const outwards = {
    to: [{ ipBlock: { cidr: '0.0.0.0/0', except: [...except] } }, { ipBlock: { cidr: '::/0' } }],
    ...(ports.length > 0 ? { ports: ports.map((port) => ({ protocol: 'TCP', port })) } : {}),
  }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace, name },
    spec: { podSelector: {}, policyTypes: ['Egress'], egress: [dns, outwards] },
  }
}
