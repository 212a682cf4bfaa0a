const reader = '`get` services in its namespace'
const one = '/services/quillmoor/payments/acquirer'

/** Notes on the calls about one alias, and on those that help to make one. */
export const serviceNotes = {
  getService: {
    area: 'One alias',
    may: `${reader}; \`permissions\` says what else the viewer may do with it`,
    problems: [],
    example: { path: one },
  },
  getResolution: {
    area: 'One alias',
    more: 'What was learned last, without asking anybody. One entry for each vantage; the first hop of `cluster` is the CNAME of the Service itself.',
    may: reader,
    problems: [],
    example: { path: `${one}/resolution` },
  },
  askResolution: {
    area: 'One alias',
    more: 'It takes as long as DNS takes, at most some seconds. Without a body.',
    may: reader,
    problems: ['rate-limited'],
    example: { path: `${one}/resolution` },
  },
  listConsumers: {
    area: 'One alias',
    more: 'Workloads, routes and ConfigMaps, as they were at `readAt`; Secrets are never read. [consumers.md](consumers.md) says more. `relation` tells whoever names the alias from whoever goes past it.',
    may: `${reader}; each kind of object as far as the viewer may \`list\` it, \`kinds\` says which were not`,
    problems: [],
    example: { path: '/services/quillmoor/payments/acquirer/consumers' },
  },
  getDiagram: { area: 'One alias', may: reader, problems: [], example: { path: `${one}/diagram?kind=sequence` } },
  getManifest: {
    area: 'One alias',
    more: 'Without status, what the server sets, `last-applied-configuration` and the annotations of Signpost.',
    may: reader,
    problems: [],
    example: { path: `${one}/manifest` },
  },
  getDescribe: { area: 'One alias', may: reader, problems: [], example: { path: `${one}/describe` } },
  lookUpService: {
    area: 'One alias',
    more: 'Each query of the search path with its answer, as glibc and musl send them.',
    may: reader,
    problems: ['rate-limited'],
    example: { path: `${one}/lookup?namespace=checkout` },
  },
  troubleshootService: {
    area: 'One alias',
    more: 'What the page shows under *Troubleshoot*: name, DNS from both sides, egress policies, port, certificate, caches, the log of CoreDNS. What could not be looked at says why.',
    may: `${reader}; policies and logs as far as the viewer may read them`,
    problems: ['rate-limited'],
    example: { path: `${one}/troubleshoot`, body: { symptom: 'connection-times-out', clientNamespace: 'checkout' } },
  },
  listNamespaces: {
    area: 'Making aliases',
    may: 'everybody; the namespaces that the viewer may list, else those of the aliases they may see',
    problems: [],
    example: { path: '/namespaces?cluster=quillmoor&q=pay' },
  },
  createNamespace: {
    area: 'Making aliases',
    more: 'Made with the rights of the viewer, by field manager `signpost`.',
    may: '`create` namespaces',
    problems: ['read-only', 'already-exists'],
    example: {
      path: '/namespaces',
      body: { cluster: 'quillmoor', name: 'press', labels: { environment: 'production' } },
    },
  },
  listWorkloads: {
    area: 'Making aliases',
    may: '`list` statefulsets and deployments in that namespace',
    problems: [],
    example: { path: '/workloads?cluster=quillmoor&namespace=checkout' },
  },
  checkTarget: {
    area: 'Making aliases',
    more: 'With `name` the target is for an alias that is there. DNS is asked once, and the port probed where probing is allowed.',
    may: '`create` services in that namespace, or `patch` the alias that is named',
    problems: ['check-failed', 'rate-limited'],
    example: { path: '/targets', body: { cluster: 'quillmoor', namespace: 'payments', target: 'api.stripe.com' } },
  },
} as const
