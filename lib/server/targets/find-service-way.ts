import type { TargetCheck } from '@/lib/contract/targets'
import type { AliasStart, NamespaceAliasPath } from '@/lib/domain/alias/follow-namespace-alias'
import { readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import type { Clock } from '@/lib/domain/clock'
import { namespaceAliasFinding } from '@/lib/domain/finding/namespace-alias-finding'
import { readAliasedService } from '@/lib/kubernetes/aliased-service'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { readService } from '@/lib/kubernetes/services'
import { within } from '@/lib/server/change/within'
import { findPath } from '@/lib/server/namespace-aliases/find-path'
import type { Cluster } from '@/lib/server/runtime/cluster'

const mostPorts = 32

interface ServiceWay {
  way: NonNullable<TargetCheck['service']>
  /** Of the Service that the target names; null where it has none or may not be read. */
  ports: TargetCheck['suggestedPorts'] | null
}

/** Follows a target inside the cluster with the viewer's client; null for one outside. What was not read in time is unknown. */
export async function findServiceWay(
  { clusterDomain }: Pick<Cluster, 'clusterDomain'>,
  client: KubeClient,
  { start, clock, withinMs }: { start: AliasStart; clock: Clock; withinMs: number },
): Promise<ServiceWay | null> {
  const named = readNamespaceAlias(start.target, clusterDomain)
  if (named === null) return null
  const read = (namespace: string, service: string) => readAliasedService(client, namespace, service)
  const [path, ports] = await Promise.all([
    within(clock, findPath(start, { clusterDomain, read }), withinMs, null),
    within(clock, portsOf(client, named.namespace, named.service), withinMs, null),
  ])
  return { way: describeWay(path), ports }
}

function describeWay(path: NamespaceAliasPath | null): ServiceWay['way'] {
  if (path === null) {
    return { steps: [], severity: 'unknown', says: 'The API server did not say where it leads.', brokenAt: null }
  }
  const { steps, end, brokenAt } = path
  const finding = namespaceAliasFinding(path)
  const shared = { steps, brokenAt }
  if (finding !== null) return { ...shared, severity: finding.severity, says: finding.evidence }
  if (end.kind === 'outside')
    return { ...shared, severity: 'info', says: `It leads out of the cluster, to ${end.target}.` }
  const ready = end.kind === 'ready' ? end.ready : 0
  return { ...shared, severity: 'ok', says: `${ready} ready ${ready === 1 ? 'endpoint' : 'endpoints'}` }
}

async function portsOf(client: KubeClient, namespace: string, service: string): Promise<ServiceWay['ports']> {
  const found = await readService(client, namespace, service)
  const ports = found?.spec.ports ?? []
  if (ports.length === 0) return null
  return ports
    .slice(0, mostPorts)
    .map(({ name, port, protocol }) => ({ name: name ?? `port-${port}`, port, protocol: protocol ?? 'TCP' }))
}
