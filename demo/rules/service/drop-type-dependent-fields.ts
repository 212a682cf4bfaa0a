import { equalJson } from '../../json/equal-json.ts'
import { numberAt } from '../../json/json.ts'
import type { KubeObject } from '../../store/kube-object.ts'
import {
  isExternallyAccessible,
  needsClusterIp,
  needsHealthCheck,
  needsNodePort,
  portsOf,
  specOf,
  typeOf,
} from './service-spec.ts'

/** When the type changes, takes away what the new type has no use for and the writer did not touch; selector and ports stay. */
export function dropTypeDependentFields(service: KubeObject, old: KubeObject): void {
  const spec = specOf(service)
  const oldSpec = specOf(old)
  const isSame = (...keys: string[]) => keys.every((key) => equalJson(spec[key], oldSpec[key]))
  if (needsClusterIp(old) && !needsClusterIp(service)) {
    if (isSame('clusterIP', 'clusterIPs')) for (const key of ['clusterIP', 'clusterIPs']) delete spec[key]
    for (const key of ['ipFamilies', 'ipFamilyPolicy']) if (isSame(key)) delete spec[key]
  }
  if (needsNodePort(old) && !needsNodePort(service) && hasNoNewNodePort(service, old))
    for (const port of portsOf(service)) delete port.nodePort
  const gone: [key: string, applies: (of: KubeObject) => boolean][] = [
    ['healthCheckNodePort', needsHealthCheck],
    ['allocateLoadBalancerNodePorts', isLoadBalancer],
    ['loadBalancerClass', isLoadBalancer],
    ['externalTrafficPolicy', isExternallyAccessible],
  ]
  for (const [key, applies] of gone) if (applies(old) && !applies(service) && isSame(key)) delete spec[key]
  if (!isLoadBalancer(service)) service.status = { loadBalancer: {} }
  if (typeOf(service) === 'ExternalName') delete spec.internalTrafficPolicy
}

const isLoadBalancer = (service: KubeObject) => typeOf(service) === 'LoadBalancer'

function hasNoNewNodePort(service: KubeObject, old: KubeObject): boolean {
  const before = portsOf(old).map((port) => numberAt(port, 'nodePort'))
  return portsOf(service).every(
    (port) => numberAt(port, 'nodePort') === 0 || before.includes(numberAt(port, 'nodePort')),
  )
}
