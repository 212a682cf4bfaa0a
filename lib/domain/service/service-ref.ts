/** The identity of a Service over clusters; `cluster` is a slug `[a-z0-9-]{1,40}`. */
export interface ServiceRef {
  cluster: string
  namespace: string
  name: string
}

/** One string per Service for maps and React keys; `/` occurs in no part. */
export function serviceKey({ cluster, namespace, name }: ServiceRef): string {
  // Kept in maps by the thousand: joined it is one piece, a template would leave a chain of its parts.
  return [cluster, namespace, name].join('/')
}

/** The Service's name in DNS: `<name>.<namespace>.svc.<cluster domain>` (Kubernetes DNS specification §2.2). */
export function serviceDnsName(namespace: string, name: string, clusterDomain: string): string {
  return [name, namespace, 'svc', clusterDomain].join('.')
}
