/** A kind of object that may name a host. */
export interface ConsumerKind {
  kind: string
  group: string
  resource: string
  /** The newest first; a server serves one of them, or the kind is not installed. */
  versions: readonly string[]
}

const apps = { group: 'apps', versions: ['v1'] }
const batch = { group: 'batch', versions: ['v1'] }
const gateway = { group: 'gateway.networking.k8s.io' }
const istio = { group: 'networking.istio.io', versions: ['v1', 'v1beta1'] }

/** Everything that is read for consumers. Secrets are not among them, and never will be. */
export const consumerKinds: readonly ConsumerKind[] = [
  { kind: 'Deployment', resource: 'deployments', ...apps },
  { kind: 'StatefulSet', resource: 'statefulsets', ...apps },
  { kind: 'DaemonSet', resource: 'daemonsets', ...apps },
  { kind: 'CronJob', resource: 'cronjobs', ...batch },
  { kind: 'Job', resource: 'jobs', ...batch },
  { kind: 'Pod', resource: 'pods', group: '', versions: ['v1'] },
  { kind: 'ConfigMap', resource: 'configmaps', group: '', versions: ['v1'] },
  { kind: 'Ingress', resource: 'ingresses', group: 'networking.k8s.io', versions: ['v1'] },
  { kind: 'HTTPRoute', resource: 'httproutes', versions: ['v1', 'v1beta1'], ...gateway },
  { kind: 'GRPCRoute', resource: 'grpcroutes', versions: ['v1', 'v1alpha2'], ...gateway },
  { kind: 'TLSRoute', resource: 'tlsroutes', versions: ['v1', 'v1alpha3', 'v1alpha2'], ...gateway },
  { kind: 'TCPRoute', resource: 'tcproutes', versions: ['v1', 'v1alpha2'], ...gateway },
  { kind: 'UDPRoute', resource: 'udproutes', versions: ['v1', 'v1alpha2'], ...gateway },
  { kind: 'VirtualService', resource: 'virtualservices', ...istio },
  { kind: 'ServiceEntry', resource: 'serviceentries', ...istio },
]
