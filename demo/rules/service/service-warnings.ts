import { listAt, textAt, textsOf } from '../../json/json.ts'
import type { KubeObject } from '../../store/kube-object.ts'
import { isHeadless, specOf, typeOf } from './service-spec.ts'

/** What the API server remarks about a Service that it takes all the same. */
export function serviceWarnings(service: KubeObject): string[] {
  const spec = specOf(service)
  const isExternalName = typeOf(service) === 'ExternalName'
  const isBare = isHeadless(service)
  const externalIps = listAt(spec, 'externalIPs')
  const warnings: string[] = []
  if ('service.kubernetes.io/topology-aware-hints' in textsOf(service.metadata.annotations))
    warnings.push(
      'annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead',
    )
  if (isBare && textAt(spec, 'loadBalancerIP') !== '')
    warnings.push('spec.loadBalancerIP is ignored for headless services')
  if (isBare && externalIps.length > 0) warnings.push('spec.externalIPs is ignored for headless services')
  if (isBare && textAt(spec, 'sessionAffinity') !== 'None')
    warnings.push('spec.SessionAffinity is ignored for headless services')
  if (externalIps.length > 0 && !isBare && !isExternalName)
    warnings.push('spec.externalIPs is deprecated and may no longer be implemented in some clusters')
  if (isExternalName && externalIps.length > 0)
    warnings.push('spec.externalIPs is ignored when spec.type is "ExternalName"')
  if (!isExternalName && textAt(spec, 'externalName') !== '')
    warnings.push('spec.externalName is ignored when spec.type is not "ExternalName"')
  if (textAt(spec, 'trafficDistribution') === 'PreferClose')
    warnings.push('spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"')
  return warnings
}
