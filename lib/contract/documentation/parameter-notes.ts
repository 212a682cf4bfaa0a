const filter = 'repeatable; `!` before a value excludes it'

const common: Readonly<Record<string, string>> = {
  cluster: `The cluster’s name, as \`clusters[].name\` says it; ${filter}.`,
  namespace: `Namespace; ${filter}.`,
  name: `Name of the Service; ${filter}.`,
  q: 'Words, each of which has to occur, in any case, in name, namespace, target, last name, owner or provider.',
  verdict: `Code of the verdict, as \`NXDOMAIN_ORIGIN\`; ${filter}.`,
  severity: `Severity; ${filter}.`,
  host: `Target host; ${filter}.`,
  owner: `Owner; \`none\` for those without; ${filter}.`,
  environment: `Environment; \`none\` for those without; ${filter}.`,
  provider: `Name of the provider; ${filter}.`,
  category: `What kind of service the provider runs there, as \`database\`; ${filter}.`,
  useCase: `Use case; ${filter}.`,
  group: `Name of a blue-green group; ${filter}.`,
  review: `How the review stands; ${filter}.`,
  by: 'Groups the list: `groups` has a line for each.',
  sort: 'What to sort by; `-` before it for descending.',
  facets: '`none` leaves the counts out, for whoever needs the items alone.',
  offset: 'From where the window begins.',
  limit: 'How many items the window has.',
  code: `Code of the finding; ${filter}.`,
  suppressed: 'Whether findings that were accepted for a time are left out, the only ones, or among the others.',
  kind: `Kind of change; ${filter}.`,
  state: `State; ${filter}.`,
  pattern: `Pattern of the migration; ${filter}.`,
  team: `Team that the alias waits for; ${filter}.`,
  queue: 'Which part: the viewer’s own, open ones, overdue ones, done ones, all.',
  standing: 'How the change stands, as the views of *Changes* do.',
  within: 'How far back.',
  stepSeconds: 'Seconds between two samples.',
  format: 'What is sent.',
  rule: 'A finding and its action, as `IP_LITERAL:deny`; repeatable.',
  id: 'UUID of the change or migration.',
}

const path: Readonly<Record<string, string>> = {
  cluster: 'Name of the cluster, as `clusters[].name` says it.',
  namespace: 'Namespace of the Service.',
  name: 'Name of the Service.',
  host: 'The host, as the list of dependencies has it.',
  id: 'UUID of the change or migration.',
}

const special: Readonly<Record<string, string>> = {
  'getDiagram.kind': 'The flow of a name to its addresses, or the sequence of both phases of a connection.',
  'lookUpService.namespace': 'Namespace of the pod that asks; the alias’ own by default.',
  'listNamespaces.cluster': 'Name of the cluster.',
  'listNamespaces.q': 'Part of the name, owner, environment or purpose, in any case.',
  'listNamespaces.name': 'This one alone, and with it how its aliases are labelled.',
  'listWorkloads.cluster': 'Name of the cluster.',
  'listWorkloads.namespace': 'Namespace of the workloads.',
  'listMigrations.cluster': 'Name of the cluster.',
  'listReviews.q': 'Words, each of which has to occur in name, namespace, target, owner or team.',
  'listReviews.state': 'How the review stands; repeatable.',
  'listEnvironments.q': 'Words, each of which has to occur in the system, a name, a namespace, a target or an owner.',
  'listEnvironments.state': 'How alike the environments are; repeatable.',
  'exportEnvironments.q': 'Words, each of which has to occur in namespace, name, target or owner.',
  'listChanges.q': 'Words, each of which has to occur in name, namespace, targets, reason, id or who.',
  'listChanges.by': `Who made it; ${filter}.`,
  'listDependencies.q': 'Words, each of which has to occur in the host, a last name of its aliases, or its provider.',
  'listFindings.q': 'Words, each of which has to occur in name, namespace, target, owner or code.',
  'exportFindingPolicy.cluster': 'Whose DNS domain the rules are written for; the first cluster by default.',
}

/** What a parameter of an operation means; undefined for one that nobody has written about. */
export function parameterNote(operationId: string, where: string, name: string): string | undefined {
  return special[`${operationId}.${name}`] ?? (where === 'path' ? path[name] : common[name])
}
