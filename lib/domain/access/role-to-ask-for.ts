export interface MissingRight {
  verb: string
  /** As `kubectl auth can-i` names it: `services`, `reviews.signpost`, `endpointslices.discovery.k8s.io`. */
  resource: string
  /** Null where it is asked for in the whole cluster. */
  namespace: string | null
}

const serviceAccount = /^system:serviceaccount:(?<namespace>[^:]+):(?<name>[^:]+)$/

/**
 * The rights as YAML to send to whoever may grant them: a Role and its RoleBinding for each namespace, a ClusterRole and its
 * ClusterRoleBinding for those of the whole cluster. `user` is the name that the API server knows.
 */
export function roleToAskFor(user: string, rights: readonly MissingRight[], name: string): string {
  const places = Map.groupBy(rights, ({ namespace }) => namespace)
  return [...places].map(([namespace, lacking]) => documents(user, namespace, lacking, name)).join('---\n')
}

function documents(user: string, namespace: string | null, rights: readonly MissingRight[], name: string): string {
  const kind = namespace === null ? 'ClusterRole' : 'Role'
  const metadata = [
    'metadata:',
    `  name: ${name}`,
    ...(namespace === null ? [] : [`  namespace: ${quoted(namespace)}`]),
  ]
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    `kind: ${kind}`,
    ...metadata,
    'rules:',
    ...rules(rights),
    '---',
    'apiVersion: rbac.authorization.k8s.io/v1',
    `kind: ${kind}Binding`,
    ...metadata,
    'roleRef:',
    '  apiGroup: rbac.authorization.k8s.io',
    `  kind: ${kind}`,
    `  name: ${name}`,
    'subjects:',
    ...subject(user),
    '',
  ].join('\n')
}

function rules(rights: readonly MissingRight[]): string[] {
  return [...Map.groupBy(rights, ({ resource }) => resource)].flatMap(([full, lacking]) => {
    const [resource = full, ...group] = full.split('.')
    return [
      `  - apiGroups: [${quoted(group.join('.'))}]`,
      `    resources: [${quoted(resource)}]`,
      `    verbs: [${[...new Set(lacking.map(({ verb }) => quoted(verb)))].join(', ')}]`,
    ]
  })
}

// RBAC takes a ServiceAccount by its own kind as well, and whoever reads the binding sees at once what it is.
function subject(user: string): string[] {
  const account = serviceAccount.exec(user)?.groups
  if (account) {
    return [
      '  - kind: ServiceAccount',
      `    namespace: ${quoted(account.namespace ?? '')}`,
      `    name: ${quoted(account.name ?? '')}`,
    ]
  }
  return ['  - apiGroup: rbac.authorization.k8s.io', '    kind: User', `    name: ${quoted(user)}`]
}

// A plain word is a string in YAML as it stands, unless it reads as something else; JSON's strings are YAML's double-quoted ones.
function quoted(text: string): string {
  return /^[a-z]{2,}[a-z0-9.-]*[a-z0-9]$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/.test(text)
    ? text
    : JSON.stringify(text)
}
