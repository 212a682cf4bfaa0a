import { isObject, type JsonObject, listAt, objectAt, textAt } from '../../json/json.ts'
import type { KubeObject } from '../../store/kube-object.ts'

export const specOf = (service: KubeObject) => objectAt(service, 'spec')
export const typeOf = (service: KubeObject) => textAt(service, 'spec', 'type')
export const portsOf = (service: KubeObject): JsonObject[] => listAt(service, 'spec', 'ports').filter(isObject)
export const clusterIpsOf = (service: KubeObject): string[] =>
  listAt(service, 'spec', 'clusterIPs').filter((item) => typeof item === 'string')
export const needsClusterIp = (service: KubeObject) => typeOf(service) !== 'ExternalName'
export const needsNodePort = (service: KubeObject) => ['NodePort', 'LoadBalancer'].includes(typeOf(service))
export const isHeadless = (service: KubeObject) => {
  const ips = clusterIpsOf(service)
  return ips.length === 1 && ips[0] === 'None'
}
/** Reached from outside the cluster, so that a traffic policy applies. */
export const isExternallyAccessible = (service: KubeObject) =>
  needsNodePort(service) || (typeOf(service) === 'ClusterIP' && listAt(service, 'spec', 'externalIPs').length > 0)
export const needsHealthCheck = (service: KubeObject) =>
  typeOf(service) === 'LoadBalancer' && textAt(service, 'spec', 'externalTrafficPolicy') === 'Local'
export const hasSelector = (service: KubeObject) => Object.keys(objectAt(service, 'spec', 'selector')).length > 0
