import { serviceDnsName } from '@/lib/domain/service/service-ref'
import { readNamespaceAlias } from './read-namespace-alias'

/** A Service as an alias finds it. `target` is normalised; counts are of endpoints, null where EndpointSlices may not be read. */
export interface AliasedService {
  type: string
  target: string | null
  readyEndpoints: number | null
  totalEndpoints: number | null
  /** Host names and hyphened addresses of the ready endpoints; needed only for names of pods. */
  readyNames?: readonly string[]
}

/** Looks a Service up: `missing` when it does not exist, `unknown` when that may not be read. */
export type ServiceLookup = (namespace: string, service: string) => AliasedService | 'missing' | 'unknown'

export interface AliasStep {
  namespace: string
  service: string
  type: string
}

export type AliasEnd =
  | { kind: 'ready'; type: string; ready: number }
  | { kind: 'no-ready-endpoint'; type: string; total: number | null }
  | { kind: 'missing-service' }
  | { kind: 'missing-pod'; podName: string }
  | { kind: 'short-name'; target: string }
  | { kind: 'loop' }
  | { kind: 'too-long' }
  | { kind: 'outside'; target: string }
  | { kind: 'unknown'; what: 'service' | 'endpoints' }

/** Where an alias leads inside the cluster: the Services on the way, how it ends, and the name at which it broke (null when it did not). */
export interface NamespaceAliasPath {
  steps: AliasStep[]
  end: AliasEnd
  brokenAt: string | null
}

export interface AliasStart {
  namespace: string
  name: string
  /** Normalised. */
  target: string
}

// CoreDNS follows 8 to 11 aliases inside its own zone, by version, and then answers without an address.
const maxSteps = 8

/** Follows a namespace alias through further aliases to the Service with endpoints. Null when the target is not in this cluster. */
export function followNamespaceAlias(
  start: AliasStart,
  clusterDomain: string,
  lookup: ServiceLookup,
): NamespaceAliasPath | null {
  if (readNamespaceAlias(start.target, clusterDomain) === null) return null
  const steps: AliasStep[] = []
  const visited = new Set([serviceDnsName(start.namespace, start.name, clusterDomain)])
  let target = start.target
  for (;;) {
    const alias = readNamespaceAlias(target, clusterDomain)
    if (alias === null) return { steps, end: { kind: 'outside', target }, brokenAt: null }
    if (alias.isShort) return { steps, end: { kind: 'short-name', target }, brokenAt: target }
    const name = serviceDnsName(alias.namespace, alias.service, clusterDomain)
    if (visited.has(name)) return { steps, end: { kind: 'loop' }, brokenAt: name }
    if (steps.length === maxSteps) return { steps, end: { kind: 'too-long' }, brokenAt: name }
    visited.add(name)
    const service = lookup(alias.namespace, alias.service)
    if (service === 'missing') return { steps, end: { kind: 'missing-service' }, brokenAt: name }
    if (service === 'unknown') return { steps, end: { kind: 'unknown', what: 'service' }, brokenAt: null }
    steps.push({ namespace: alias.namespace, service: alias.service, type: service.type })
    if (service.type !== 'ExternalName' || service.target === null || alias.podName !== undefined) {
      const end = endAt(service, alias.podName)
      return { steps, end, brokenAt: isBroken(end) ? target : null }
    }
    target = service.target
  }
}

function endAt(service: AliasedService, podName: string | undefined): AliasEnd {
  const { type, readyEndpoints: ready, totalEndpoints: total } = service
  // Nothing stands below a Service of type ExternalName.
  if (podName !== undefined && type === 'ExternalName') return { kind: 'missing-pod', podName }
  if (ready === null) return { kind: 'unknown', what: 'endpoints' }
  if (podName !== undefined && !service.readyNames?.includes(podName)) return { kind: 'missing-pod', podName }
  return ready > 0 ? { kind: 'ready', type, ready } : { kind: 'no-ready-endpoint', type, total }
}

function isBroken({ kind }: AliasEnd): boolean {
  return kind === 'no-ready-endpoint' || kind === 'missing-pod'
}
