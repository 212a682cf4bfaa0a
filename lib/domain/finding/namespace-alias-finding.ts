import type { AliasEnd, NamespaceAliasPath } from '@/lib/domain/alias/follow-namespace-alias'
import type { Severity } from '@/lib/domain/resolution/severity'
import type { Finding } from './finding'

interface Advice {
  code: string
  severity: Severity
  seen: string
  cause: string
  fix: string
}

/** What is wrong with an alias of a Service in this cluster, naming the broken hop; null when it ends at ready endpoints or outside. */
export function namespaceAliasFinding({ steps, end, brokenAt }: NamespaceAliasPath): Finding | null {
  const advice = adviceFor(end, brokenAt ?? '')
  if (advice === null) return null
  const { seen, ...finding } = advice
  const way = steps.map(({ namespace, service }) => `${namespace}/${service}`).join(' → ')
  return { ...finding, evidence: way === '' ? seen : `${seen} The way there: ${way}.` }
}

function adviceFor(end: AliasEnd, name: string): Advice | null {
  switch (end.kind) {
    case 'ready':
    case 'outside':
      return null
    case 'missing-service':
      return {
        code: 'NAMESPACE_ALIAS_MISSING_SERVICE',
        severity: 'critical',
        seen: `There is no Service behind ${name}.`,
        cause: 'The Service was deleted or renamed, or its namespace is another: an alias is not told.',
        fix: 'Create the Service, or retarget the alias to the one that took its place.',
      }
    case 'no-ready-endpoint':
      return {
        code: 'NAMESPACE_ALIAS_NO_READY_ENDPOINT',
        severity: 'critical',
        seen: `${name} (${end.type}) has ${countEndpoints(end.total)}.`,
        cause: 'No pod behind the Service is ready, or its selector matches none: DNS may answer, connections fail.',
        fix: 'Compare the selector with the labels of the pods, and look why they are not ready.',
      }
    case 'missing-pod':
      return {
        code: 'NAMESPACE_ALIAS_MISSING_POD',
        severity: 'critical',
        seen: `No ready endpoint is named ${end.podName} behind ${name}.`,
        cause: 'The pod is gone or not ready, or the Service is not the one that its hostname and subdomain name.',
        fix: 'Point the alias at the Service itself, or bring the pod back.',
      }
    case 'short-name':
      return {
        code: 'NAMESPACE_ALIAS_SHORT_NAME',
        severity: 'critical',
        seen: `${end.target} lacks the cluster domain.`,
        cause: 'A CNAME is an absolute name: search paths do not complete it, and no zone answers for "svc".',
        fix: "Write the whole name, with the cluster's domain at its end.",
      }
    case 'loop':
      return {
        code: 'NAMESPACE_ALIAS_LOOP',
        severity: 'critical',
        seen: `The aliases lead back to ${name}.`,
        cause: 'An alias on the way points at an earlier one, so that none has an address.',
        fix: 'Point one of them at a Service with endpoints.',
      }
    case 'too-long':
      return {
        code: 'NAMESPACE_ALIAS_TOO_LONG',
        severity: 'critical',
        seen: `More than 8 aliases stand before ${name}.`,
        cause: 'CoreDNS follows a limited number of aliases inside the cluster and then answers without an address.',
        fix: 'Point the first alias at the last Service.',
      }
    case 'unknown':
      return {
        code: 'NAMESPACE_ALIAS_UNKNOWN',
        severity: 'unknown',
        seen: `The ${end.what === 'service' ? 'Service at the end' : 'EndpointSlices of the Service at the end'} may not be read.`,
        cause: 'The identity that looks lacks the right; that says nothing about the alias.',
        fix: `Allow it to get ${end.what === 'service' ? 'services' : 'endpointslices'} in that namespace.`,
      }
  }
}

function countEndpoints(total: number | null): string {
  if (total === null) return 'no ready endpoint'
  return total === 0 ? 'no endpoint at all' : `0 ready of ${total} ${total === 1 ? 'endpoint' : 'endpoints'}`
}
