/** The rights that the console needs to watch a cluster's Services, as a manifest to send to whoever may grant them. */
export function roleToAskFor(user: string | undefined): string {
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: ClusterRole',
    'metadata:',
    '  name: signpost-watch',
    'rules:',
    '  - apiGroups: [""]',
    '    resources: [services, namespaces]',
    '    verbs: [get, list, watch]',
    '---',
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: ClusterRoleBinding',
    'metadata:',
    '  name: signpost-watch',
    'roleRef:',
    '  apiGroup: rbac.authorization.k8s.io',
    '  kind: ClusterRole',
    '  name: signpost-watch',
    'subjects:',
    '  - apiGroup: rbac.authorization.k8s.io',
    '    kind: User',
    `    name: ${JSON.stringify(user ?? 'USER')}`,
    '',
  ].join('\n')
}
