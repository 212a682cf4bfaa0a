export interface Rule {
  readonly verbs: readonly string[]
  readonly groups: readonly string[]
  readonly resources: readonly string[]
}

const read = ['get', 'list', 'watch']
const write = ['create', 'delete', 'deletecollection', 'patch', 'update']

/** The rules of the ClusterRole `view`. */
export const viewRules: readonly Rule[] = [
  {
    verbs: read,
    groups: [''],
    resources: [
      'bindings',
      'configmaps',
      'endpoints',
      'limitranges',
      'namespaces',
      'namespaces/status',
      'persistentvolumeclaims',
      'persistentvolumeclaims/status',
      'pods',
      'pods/log',
      'pods/status',
      'replicationcontrollers',
      'replicationcontrollers/scale',
      'replicationcontrollers/status',
      'resourcequotas',
      'resourcequotas/status',
      'serviceaccounts',
      'services',
      'services/status',
    ],
  },
  { verbs: read, groups: ['', 'events.k8s.io'], resources: ['events'] },
  { verbs: read, groups: ['discovery.k8s.io'], resources: ['endpointslices'] },
  {
    verbs: read,
    groups: ['apps'],
    resources: [
      'controllerrevisions',
      'daemonsets',
      'daemonsets/status',
      'deployments',
      'deployments/scale',
      'deployments/status',
      'replicasets',
      'replicasets/scale',
      'replicasets/status',
      'statefulsets',
      'statefulsets/scale',
      'statefulsets/status',
    ],
  },
  { verbs: read, groups: ['batch'], resources: ['cronjobs', 'cronjobs/status', 'jobs', 'jobs/status'] },
  { verbs: read, groups: ['networking.k8s.io'], resources: ['ingresses', 'ingresses/status', 'networkpolicies'] },
]

/** The rules of the ClusterRole `edit`, those of `view` among them. */
export const editRules: readonly Rule[] = [
  ...viewRules,
  {
    verbs: write,
    groups: [''],
    resources: [
      'configmaps',
      'persistentvolumeclaims',
      'pods',
      'pods/portforward',
      'replicationcontrollers',
      'replicationcontrollers/scale',
      'secrets',
      'serviceaccounts',
      'services',
      'services/proxy',
    ],
  },
  { verbs: read, groups: [''], resources: ['pods/portforward', 'secrets', 'services/proxy'] },
  { verbs: write, groups: ['', 'events.k8s.io'], resources: ['events'] },
  {
    verbs: write,
    groups: ['apps'],
    resources: [
      'daemonsets',
      'deployments',
      'deployments/rollback',
      'deployments/scale',
      'replicasets',
      'replicasets/scale',
      'statefulsets',
      'statefulsets/scale',
    ],
  },
  { verbs: write, groups: ['batch'], resources: ['cronjobs', 'jobs'] },
  { verbs: write, groups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies'] },
]

/** What everyone who is known may do: ask about oneself. */
export const basicRules: readonly Rule[] = [
  {
    verbs: ['create'],
    groups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
  { verbs: ['create'], groups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
]

/** Paths that everyone may get, and those for which one must be known. */
export const publicPaths: readonly string[] = ['/healthz', '/livez', '/readyz', '/version', '/version/']
export const discoveryPaths: readonly string[] = [
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/healthz',
  '/livez',
  '/openapi',
  '/openapi/*',
  '/readyz',
  '/version',
  '/version/',
]
