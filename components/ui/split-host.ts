const clusterSuffix = /\.svc(\.[a-z0-9.-]+)?$/
const serviceLabels = new Set(['rds', 'cache', 'es', 'elb', 'internal', 'database', 'blob', 'redis', 'servicebus'])
const secondLevel = new Set(['co', 'com', 'org', 'net', 'gov', 'edu', 'ac'])

export interface SplitHost {
  /** What tells this host from its neighbours. */
  own: string
  /** The provider's or organisation's suffix, with its leading dot; empty when there is nothing to set apart. */
  suffix: string
}

/** Splits a host for reading: `orders.abc.us-east-1` + `.rds.amazonaws.com`. For emphasis only, never for a decision. */
export function splitHost(host: string): SplitHost {
  const inCluster = clusterSuffix.exec(host)
  if (inCluster && inCluster.index > 0) return cut(host, inCluster.index)
  const labels = host.split('.')
  if (labels.length < 3 || labels.every((label) => /^\d+$/.test(label))) return { own: host, suffix: '' }
  let kept = labels.length - suffixLength(labels)
  while (kept > 1 && serviceLabels.has(labels[kept - 1] ?? '')) kept -= 1
  if (kept < 1) return { own: host, suffix: '' }
  return cut(host, labels.slice(0, kept).join('.').length)
}

function suffixLength(labels: readonly string[]): number {
  const [second, top] = labels.slice(-2)
  return top?.length === 2 && secondLevel.has(second ?? '') ? 3 : 2
}

function cut(host: string, at: number): SplitHost {
  return { own: host.slice(0, at), suffix: host.slice(at) }
}
