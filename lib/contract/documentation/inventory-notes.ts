const seesOwn = 'everybody; each sees what they may `list` or `get`'

/** Notes on the calls about lists of aliases, on the stream, and on sessions. */
export const inventoryNotes = {
  listServices: {
    area: 'Inventory',
    more: 'The list that the inventory shows. Facets count each filter under all the others. The state of each cluster stands beside the rows: one that is stale keeps its rows and says since when.',
    may: seesOwn,
    problems: [],
    example: { path: '/services?namespace=payments&severity=critical&severity=warning&limit=20' },
  },
  getSeverityHistory: {
    area: 'Inventory',
    more: 'From memory: it begins when the console started. What the viewer may see now is counted, at every moment.',
    may: seesOwn,
    problems: [],
    example: { path: '/services/history?namespace=payments&stepSeconds=3600' },
  },
  listGroups: {
    area: 'Inventory',
    more: 'Services `<name>`, `<name>-blue` and `<name>-green` of one namespace, or what the labels `signpost/group` and `signpost/role` say. Readiness is what the prechecks of a switch would say now.',
    may: seesOwn,
    problems: [],
    example: { path: '/groups?limit=1' },
  },
  streamEvents: {
    area: 'Inventory',
    more: 'See [the stream](#the-stream).',
    may: 'everybody; each is sent what they may see, and rights are asked again while it is open',
    problems: [],
    example: { path: '/events' },
  },
  getSession: {
    area: 'Sessions',
    may: 'everybody who is signed in',
    problems: [],
    example: { path: '/session' },
  },
  signIn: {
    area: 'Sessions',
    more: 'Programs do not need it: they send their token with each call.',
    may: 'everybody, with a token that the API server of the first cluster takes',
    problems: ['token-refused', 'too-large'],
    example: { path: '/session', body: { token: '$TOKEN' } },
  },
  signOut: {
    area: 'Sessions',
    may: 'everybody',
    problems: [],
    example: { path: '/session' },
  },
  listDependencies: {
    area: 'Dependencies and findings',
    more: 'One entry for each host, over all namespaces and clusters.',
    may: seesOwn,
    problems: [],
    example: { path: '/dependencies?sort=-aliases&limit=1' },
  },
  getDependency: {
    area: 'Dependencies and findings',
    may: 'who may `get` one of its aliases; who names them is told as far as the viewer may list that',
    problems: [],
    example: { path: '/dependencies/api.stripe.com' },
  },
  getDependencyDiagram: {
    area: 'Dependencies and findings',
    may: 'who may `get` one of its aliases',
    problems: [],
    example: { path: '/dependencies/api.stripe.com/diagram' },
  },
  listFindings: {
    area: 'Dependencies and findings',
    more: '[findings.md](findings.md) has every code.',
    may: seesOwn,
    problems: [],
    example: { path: '/findings?severity=critical&suppressed=all&limit=1' },
  },
  exportFindingPolicy: {
    area: 'Dependencies and findings',
    more: 'Each `rule` is `CODE:action`, as `IP_LITERAL:deny`. [policy.md](policy.md) says how they are applied and removed.',
    may: 'everybody who is signed in; nothing is applied',
    problems: ['policy-rule'],
    example: { path: '/findings/policy?rule=IP_LITERAL:deny&rule=NO_OWNER:warn' },
  },
} as const
