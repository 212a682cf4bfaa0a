import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { serviceDnsName } from '@/lib/domain/service/service-ref'
import type { Answer, TargetEvidence } from './change-evidence'
import { inClusterName } from './in-cluster-name'
import { isSystemService } from './is-system-service'
import type { ServiceFacts } from './service-facts'

/** The checks of a target by its name alone, and of the Service that it names when it lies inside the cluster. */
export function checkTarget(
  service: ServiceFacts,
  target: TargetEvidence,
  { clusterDomain, isUndo = false }: { clusterDomain: string; isUndo?: boolean },
): Answer[] {
  return [
    checkDiffers(service, target.host),
    isUndo && isAddress(target.host) ? returnsToAddress(target.host) : checkName(service, target.host, clusterDomain),
    ...checkInCluster(target, clusterDomain),
  ]
}

/** True when a question for this name can be sent at all. */
export function isAskable(host: string): boolean {
  return checkHostName(host).kind === 'ok'
}

/** What an undo back to an external name that is an address comes to: information, since it was so before. */
export function returnsToAddress(host: string): Answer {
  const evidence = `${host}: DNS has no CNAME to an address, so the cluster’s DNS answers NXDOMAIN for the Service again`
  return { code: 'undo-returns', state: 'info', title: 'The undo returns to a name that does not exist', evidence }
}

function isAddress(host: string): boolean {
  return checkHostName(host).kind === 'ip-literal'
}

function checkDiffers(service: ServiceFacts, host: string): Answer {
  const code = 'target-differs'
  if (service.target === host) {
    return { code, state: 'refuse', title: 'The Service points there already', evidence: host }
  }
  return {
    code,
    state: 'pass',
    title: 'The target differs from the current one',
    evidence: `${service.target ?? 'none'} → ${host}`,
  }
}

function checkName(service: ServiceFacts, host: string, clusterDomain: string): Answer {
  const name = checkHostName(host)
  if (name.kind === 'ip-literal') {
    const evidence = `${host}: DNS has no CNAME to an address, so the Service's name would not exist`
    return { code: 'target-not-address', state: 'block', title: 'The target is an IP address', evidence }
  }
  if (name.kind === 'invalid') {
    return {
      code: 'target-name',
      state: 'block',
      title: 'DNS cannot carry the target',
      evidence: `${host}: ${name.why}`,
    }
  }
  const own = serviceDnsName(service.namespace, service.name, clusterDomain)
  if (host === own || host.endsWith(`.${own}`)) {
    return { code: 'target-not-itself', state: 'block', title: 'The alias would point at itself', evidence: host }
  }
  return { code: 'target-name', state: 'pass', title: 'DNS can carry the target', evidence: host }
}

function checkInCluster(target: TargetEvidence, clusterDomain: string): Answer[] {
  const named = inClusterName(target.host, clusterDomain)
  if (named === null) return []
  const code = 'target-in-cluster'
  const evidence = `Service ${named.name} in namespace ${named.namespace}`
  if (isSystemService(named)) {
    return [{ code, state: 'block', title: 'The target belongs to the cluster’s own system', evidence }]
  }
  if (target.service === 'missing') {
    return [{ code, state: 'block', title: 'The target’s Service does not exist in this cluster', evidence }]
  }
  if (target.service === 'no-endpoint') {
    return [{ code, state: 'warn', title: 'The target’s Service has no ready endpoint', evidence }]
  }
  if (target.service === 'present')
    return [{ code, state: 'info', title: 'The target is inside this cluster', evidence }]
  return [{ code, state: 'warn', title: 'The target is inside this cluster, its Service could not be read', evidence }]
}
