/** The Service of this cluster that a target names. */
export interface NamespaceAlias {
  namespace: string
  service: string
  /** The pod in front of it: its host name, or its address with hyphens (Kubernetes DNS specification §2.4). */
  podName?: string
  /** `<service>.<namespace>.svc` without the cluster domain: meant for inside, but a CNAME is absolute, so that no client finds it. */
  isShort: boolean
}

const labelPattern = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
const label = new RegExp(`^${labelPattern}$`)

/**
 * The pattern of the names that `readNamespaceAlias` reads, which RE2 understands too: of the Services whose `<service>.<namespace>` matches, with the
 * cluster domain behind it; null for the short ones.
 */
export function namespaceAliasPattern(
  clusterDomain: string | null,
  service = `${labelPattern}\\.${labelPattern}`,
): string {
  const domain = clusterDomain === null ? '' : `\\.${clusterDomain.replaceAll('.', '\\.')}`
  return `^(${labelPattern}\\.)?(${service})\\.svc${domain}$`
}

/** Reads a normalised target as the name of a Service in this cluster, or of a pod behind it. Null for every other name. */
export function readNamespaceAlias(target: string, clusterDomain: string): NamespaceAlias | null {
  const whole = `.svc.${clusterDomain}`
  const isShort = !target.endsWith(whole)
  if (isShort && !target.endsWith('.svc')) return null
  const labels = target.slice(0, isShort ? -'.svc'.length : -whole.length).split('.')
  if (labels.length > 3 || !labels.every((part) => label.test(part))) return null
  const [namespace, service, podName] = labels.reverse()
  if (namespace === undefined || service === undefined) return null
  return { namespace, service, ...(podName === undefined ? {} : { podName }), isShort }
}
