/** Where the store keeps the kinds that controllers look after. */
export const stored = {
  daemonSets: 'daemonsets.apps',
  deployments: 'deployments.apps',
  endpoints: 'endpoints',
  endpointSlices: 'endpointslices.discovery.k8s.io',
  namespaces: 'namespaces',
  nodes: 'nodes',
  pods: 'pods',
  replicaSets: 'replicasets.apps',
  services: 'services',
  statefulSets: 'statefulsets.apps',
} as const
