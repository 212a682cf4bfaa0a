import type { InClusterName } from './in-cluster-name'

const systemNamespaces = ['kube-system', 'kube-public', 'kube-node-lease']

/** The same as a pattern for `<service>.<namespace>`. */
export const systemServicePattern = `kubernetes\\.default|[a-z0-9-]+\\.(${systemNamespaces.join('|')})`

/** Whether a Service is the API server's, or lies in a namespace of the system. */
export function isSystemService({ namespace, name }: InClusterName): boolean {
  return (namespace === 'default' && name === 'kubernetes') || systemNamespaces.includes(namespace)
}
