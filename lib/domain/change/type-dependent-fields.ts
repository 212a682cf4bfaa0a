import type { ServiceObject } from '@/lib/domain/service/service-object'
import { entriesOf, isMap } from './merge-patch'

const cleared = [
  'clusterIP',
  'clusterIPs',
  'ipFamilies',
  'ipFamilyPolicy',
  'internalTrafficPolicy',
  'externalTrafficPolicy',
  'healthCheckNodePort',
  'allocateLoadBalancerNodePorts',
  'loadBalancerClass',
]

/** Whether a field of a Service's spec comes and goes with its type, by the API server's own doing. */
export function isTypeDependent(field: string): boolean {
  return cleared.includes(field)
}

/**
 * The Service as the API server stores it when its type becomes ExternalName: what belongs to the old type is cleared by the server itself
 * (its strategy drops type-dependent fields that a patch leaves unchanged), selector and ports stay, node ports go.
 */
export function withoutTypeDependentFields(service: ServiceObject): ServiceObject {
  const { ports, ...rest } = service.spec
  const spec = Object.fromEntries(entriesOf(rest).filter(([key]) => !isTypeDependent(key)))
  const kept = ports?.map(({ nodePort: _, ...port }) => port)
  return { ...service, spec: kept ? { ...spec, ports: kept } : spec }
}

/**
 * A Service as it is made anew after it was deleted: without what the API server sets, and without addresses that it would have to allocate again.
 * Labels, annotations and owners stay.
 */
export function recreatable(service: ServiceObject): ServiceObject {
  const { name, namespace, labels, annotations, ownerReferences } = service.metadata
  const metadata = {
    name,
    ...(namespace && { namespace }),
    ...(labels && { labels }),
    ...(annotations && { annotations }),
  }
  const { spec } = withoutTypeDependentFields(service)
  const isHeadless = service.spec.clusterIP === 'None'
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: ownerReferences === undefined ? metadata : { ...metadata, ownerReferences },
    spec: isHeadless ? { ...spec, clusterIP: 'None' } : spec,
  }
}

/** What a change of this Service to ExternalName gives up for good, in sentences; empty when it is one already. */
export function lostByLeaving({ spec, status }: ServiceObject): string[] {
  if (spec.type === 'ExternalName' || spec.type === undefined) return []
  const lost: string[] = []
  if (spec.clusterIP && spec.clusterIP !== 'None') {
    lost.push(`The cluster IP ${spec.clusterIP} is given up; asking for it again fails once another Service has it.`)
  }
  const nodePorts = (spec.ports ?? []).flatMap(({ nodePort }) => nodePort ?? [])
  if (nodePorts.length > 0) lost.push(`The node ports ${nodePorts.join(', ')} are given up.`)
  const ingress = isMap(status) && isMap(status.loadBalancer) ? status.loadBalancer.ingress : undefined
  if (Array.isArray(ingress) && ingress.length > 0) lost.push('The load balancer and its address are given up.')
  return lost
}
