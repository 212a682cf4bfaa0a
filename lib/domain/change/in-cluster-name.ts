/** A target inside this cluster, as the Service that it names. */
export interface InClusterName {
  namespace: string
  name: string
}

/** The Service that a normalised target names when it lies under `svc.<cluster domain>`, or null. A name below a Service names that Service. */
export function inClusterName(target: string, clusterDomain: string): InClusterName | null {
  const suffix = `.svc.${clusterDomain}`
  if (!target.endsWith(suffix)) return null
  const [namespace, name] = target.slice(0, -suffix.length).split('.').reverse()
  return namespace && name ? { namespace, name } : null
}
