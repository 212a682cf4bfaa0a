import { isIP } from 'node:net'
import { equalJson } from '../../json/equal-json.ts'
import { listAt, numberAt, textAt } from '../../json/json.ts'
import type { KubeObject } from '../../store/kube-object.ts'
import { checkEndpointAddress, notAnAddress } from '../check-endpoint-address.ts'
import { checkLabels } from '../check-metadata.ts'
import { checkDnsSubdomain, checkQualifiedName } from '../check-name.ts'
import { type FieldError, forbiddenField, invalid, notSupported, required } from '../field-error.ts'
import { checkClusterIpChange, checkClusterIps } from './check-cluster-ips.ts'
import { checkPorts } from './check-ports.ts'
import {
  clusterIpsOf,
  isExternallyAccessible,
  isHeadless,
  needsHealthCheck,
  portsOf,
  specOf,
  typeOf,
} from './service-spec.ts'

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']

/** What is wrong with a Service, in the order of the API server. */
export function validateService(service: KubeObject, old: KubeObject | null): FieldError[] {
  return [
    ...(old === null ? [] : checkUpdate(service, old)),
    ...checkType(service),
    ...checkPorts(service),
    ...checkLabels(specOf(service).selector, 'spec.selector'),
    ...checkAffinity(service),
    ...checkClusterIps(service),
    ...checkExternalIps(service),
    ...checkTypeName(service),
    ...checkNodePorts(service),
    ...checkLoadBalancer(service),
    ...checkTraffic(service),
  ]
}

function checkUpdate(service: KubeObject, old: KubeObject): FieldError[] {
  const isFixed = typeOf(service) === 'LoadBalancer' && typeOf(old) === 'LoadBalancer'
  const { loadBalancerClass } = specOf(service)
  const classErrors =
    isFixed && !equalJson(loadBalancerClass, specOf(old).loadBalancerClass)
      ? [invalid('spec.loadBalancerClass', loadBalancerClass, 'may not change once set')]
      : []
  return [...checkClusterIpChange(service, old), ...classErrors]
}

function checkType(service: KubeObject): FieldError[] {
  const type = typeOf(service)
  const errors: FieldError[] = []
  if (portsOf(service).length === 0 && !isHeadless(service) && type !== 'ExternalName')
    errors.push(required('spec.ports'))
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(service))
    errors.push(invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`))
  return type === 'ExternalName' ? [...errors, ...checkExternalName(service)] : errors
}

function checkExternalName(service: KubeObject): FieldError[] {
  const spec = specOf(service)
  const why = 'may not be set for ExternalName services'
  const errors: FieldError[] = []
  if (clusterIpsOf(service).length > 0) errors.push(forbiddenField('spec.clusterIPs', why))
  if (listAt(spec, 'ipFamilies').length > 0) errors.push(forbiddenField('spec.ipFamilies', why))
  if (spec.ipFamilyPolicy !== undefined) errors.push(forbiddenField('spec.ipFamilyPolicy', why))
  // One trailing dot is stored, but not checked.
  const name = textAt(spec, 'externalName').replace(/\.$/, '')
  if (name === '') return [...errors, required('spec.externalName')]
  return [...errors, ...checkDnsSubdomain(name).map((text) => invalid('spec.externalName', name, text))]
}

function checkAffinity(service: KubeObject): FieldError[] {
  const affinity = textAt(service, 'spec', 'sessionAffinity')
  if (!['ClientIP', 'None'].includes(affinity))
    return [notSupported('spec.sessionAffinity', affinity, ['ClientIP', 'None'])]
  const seconds = numberAt(service, 'spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds')
  if (affinity === 'None' || (seconds > 0 && seconds <= 86_400)) return []
  return [
    invalid(
      'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
      seconds,
      'must be greater than 0 and less than or equal to 86400',
    ),
  ]
}

function checkExternalIps(service: KubeObject): FieldError[] {
  return listAt(service, 'spec', 'externalIPs').flatMap((ip, index) => {
    const path = `spec.externalIPs[${index}]`
    const text = String(ip)
    const isAddress = isIP(text) > 0
    return isAddress ? checkEndpointAddress(text, path) : [invalid(path, text, notAnAddress)]
  })
}

function checkTypeName(service: KubeObject): FieldError[] {
  return types.includes(typeOf(service)) ? [] : [notSupported('spec.type', typeOf(service), types)]
}

function checkNodePorts(service: KubeObject): FieldError[] {
  if (typeOf(service) !== 'ClusterIP') return []
  return portsOf(service).flatMap((port, index) =>
    numberAt(port, 'nodePort') === 0
      ? []
      : [forbiddenField(`spec.ports[${index}].nodePort`, "may not be used when `type` is 'ClusterIP'")],
  )
}

function checkLoadBalancer(service: KubeObject): FieldError[] {
  const spec = specOf(service)
  const why = "may only be used when `type` is 'LoadBalancer'"
  const isIt = typeOf(service) === 'LoadBalancer'
  const errors: FieldError[] = []
  if (!isIt && listAt(spec, 'loadBalancerSourceRanges').length > 0)
    errors.push(forbiddenField('spec.LoadBalancerSourceRanges', why))
  if (!isIt && spec.allocateLoadBalancerNodePorts !== undefined)
    errors.push(forbiddenField('spec.allocateLoadBalancerNodePorts', why))
  if (spec.loadBalancerClass === undefined) return errors
  if (!isIt) return [...errors, forbiddenField('spec.loadBalancerClass', why)]
  const name = textAt(spec, 'loadBalancerClass')
  return [...errors, ...checkQualifiedName(name).map((text) => invalid('spec.loadBalancerClass', name, text))]
}

function checkTraffic(service: KubeObject): FieldError[] {
  const { externalTrafficPolicy, healthCheckNodePort, internalTrafficPolicy, trafficDistribution } = specOf(service)
  const errors: FieldError[] = []
  if (!isExternallyAccessible(service) && externalTrafficPolicy !== undefined)
    errors.push(
      invalid(
        'spec.externalTrafficPolicy',
        externalTrafficPolicy,
        'may only be set for externally-accessible services',
      ),
    )
  if (isExternallyAccessible(service) && !['Cluster', 'Local'].includes(String(externalTrafficPolicy)))
    errors.push(notSupported('spec.externalTrafficPolicy', externalTrafficPolicy ?? '', ['Cluster', 'Local']))
  if (!needsHealthCheck(service) && healthCheckNodePort !== undefined)
    errors.push(
      invalid(
        'spec.healthCheckNodePort',
        healthCheckNodePort,
        "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
      ),
    )
  if (internalTrafficPolicy !== undefined && !['Cluster', 'Local'].includes(String(internalTrafficPolicy)))
    errors.push(notSupported('spec.internalTrafficPolicy', internalTrafficPolicy, ['Cluster', 'Local']))
  const distributions = ['PreferClose', 'PreferSameZone', 'PreferSameNode']
  if (trafficDistribution !== undefined && !distributions.includes(String(trafficDistribution)))
    errors.push(notSupported('spec.trafficDistribution', trafficDistribution, distributions))
  return errors
}
