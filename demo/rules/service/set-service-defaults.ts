import { isObject, listAt, numberAt, textAt, valueAt } from '../../json/json.ts'
import type { KubeObject } from '../../store/kube-object.ts'
import { isExternallyAccessible, portsOf, specOf, typeOf } from './service-spec.ts'

const clientIpTimeoutSeconds = 10_800

/** Fills in what the writer of a Service left out. */
export function setServiceDefaults(service: KubeObject): void {
  const spec = { ...specOf(service) }
  service.spec = spec
  spec.sessionAffinity ??= 'None'
  if (spec.sessionAffinity === 'None') delete spec.sessionAffinityConfig
  if (
    spec.sessionAffinity === 'ClientIP' &&
    valueAt(spec, 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds') === undefined
  )
    spec.sessionAffinityConfig = { clientIP: { timeoutSeconds: clientIpTimeoutSeconds } }
  spec.type ??= 'ClusterIP'
  for (const port of portsOf(service)) {
    if (textAt(port, 'protocol') === '') port.protocol = 'TCP'
    if (port.targetPort === undefined || port.targetPort === 0 || port.targetPort === '')
      port.targetPort = numberAt(port, 'port')
    if (port.nodePort === 0) delete port.nodePort
  }
  if (isExternallyAccessible(service)) spec.externalTrafficPolicy ??= 'Cluster'
  if (['ClusterIP', 'NodePort', 'LoadBalancer'].includes(typeOf(service))) spec.internalTrafficPolicy ??= 'Cluster'
  if (typeOf(service) === 'LoadBalancer') spec.allocateLoadBalancerNodePorts ??= true
  if (spec.publishNotReadyAddresses === false) delete spec.publishNotReadyAddresses
  if (spec.healthCheckNodePort === 0) delete spec.healthCheckNodePort
  service.status ??= { loadBalancer: {} }
  if (typeOf(service) !== 'LoadBalancer') return
  for (const ingress of listAt(service, 'status', 'loadBalancer', 'ingress').filter(isObject))
    if (textAt(ingress, 'ip') !== '') ingress.ipMode ??= 'VIP'
}
