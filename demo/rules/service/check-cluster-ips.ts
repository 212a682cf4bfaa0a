import { isIP, isIPv4 } from 'node:net'
import { equalJson } from '../../json/equal-json.ts'
import { type Json, listAt, textAt } from '../../json/json.ts'
import type { KubeObject } from '../../store/kube-object.ts'
import { notAnAddress } from '../check-endpoint-address.ts'
import { duplicate, type FieldError, invalid, notSupported, required } from '../field-error.ts'
import { clusterIpsOf, isHeadless, specOf, typeOf } from './service-spec.ts'

const families = ['IPv4', 'IPv6']
const policies = ['PreferDualStack', 'RequireDualStack', 'SingleStack']

/** How clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy must fit together; nothing of it applies to ExternalName. */
export function checkClusterIps(service: KubeObject): FieldError[] {
  if (typeOf(service) === 'ExternalName') return []
  const spec = specOf(service)
  const ips = clusterIpsOf(service)
  const errors = [...checkFirst(textAt(spec, 'clusterIP'), ips), ...checkFamilies(service)]
  const policy = textAt(spec, 'ipFamilyPolicy')
  if (policy !== '' && !policies.includes(policy)) errors.push(notSupported('spec.ipFamilyPolicy', policy, policies))
  const invalidIps = ips.flatMap((ip, index) => checkIp(ip, index, ips))
  errors.push(...invalidIps)
  if (ips.length > 2) errors.push(invalid('spec.clusterIPs', ips, 'may only hold up to 2 values'))
  if (invalidIps.length > 0) return errors
  if (ips.length === 2 && isIP(ips[0] ?? '') === isIP(ips[1] ?? ''))
    errors.push(invalid('spec.clusterIPs', ips, 'may specify no more than one IP for each IP family'))
  return isHeadless(service) ? errors : [...errors, ...checkIpsAgainstFamilies(service)]
}

function checkFirst(single: string, ips: readonly string[]): FieldError[] {
  if (single === '')
    return ips.length === 0
      ? []
      : [invalid('spec.clusterIPs', [...ips], 'must be empty when `clusterIP` is not specified')]
  if (ips.length === 0) return [required('spec.clusterIPs')]
  return ips[0] === single ? [] : [invalid('spec.clusterIPs', [...ips], 'first value must match `clusterIP`')]
}

function checkFamilies(service: KubeObject): FieldError[] {
  const seen = new Set<Json>()
  return listAt(service, 'spec', 'ipFamilies').flatMap((family, index) => {
    const path = `spec.ipFamilies[${index}]`
    const errors = families.includes(String(family)) ? [] : [notSupported(path, family, families)]
    if (seen.has(family)) errors.push(duplicate(path, family))
    seen.add(family)
    return errors
  })
}

function checkIp(ip: string, index: number, ips: readonly string[]): FieldError[] {
  if (index === 0 && ip === 'None')
    return ips.length === 1 ? [] : [invalid('spec.clusterIPs', [...ips], "'None' must be the first and only value")]
  return isIP(ip) > 0 ? [] : [invalid(`spec.clusterIPs[${index}]`, ip, notAnAddress)]
}

function checkIpsAgainstFamilies(service: KubeObject): FieldError[] {
  const wanted = listAt(service, 'spec', 'ipFamilies')
  return clusterIpsOf(service).flatMap((ip, index) => {
    const family = wanted[index]
    if (family === undefined || (family === 'IPv4') === isIPv4(ip)) return []
    return [
      invalid(
        `spec.clusterIPs[${index}]`,
        ip,
        `expected an ${String(family)} value as indicated by \`ipFamilies[${index}]\``,
      ),
    ]
  })
}

/** A Service keeps its address: only over ExternalName can it get another, or become headless. */
export function checkClusterIpChange(service: KubeObject, old: KubeObject): FieldError[] {
  if (typeOf(service) === 'ExternalName' || typeOf(old) === 'ExternalName') return []
  if (isHeadless(service) && isHeadless(old)) return []
  const ips = clusterIpsOf(service)
  const before = clusterIpsOf(old)
  const changed = (index: number, why: string) => invalid(`spec.clusterIPs[${index}]`, ips, why)
  if (ips.length === 0 && before.length > 0) return [changed(0, 'primary clusterIP can not be unset')]
  const errors = before.flatMap((ip, index) =>
    index < ips.length && ips[index] !== ip ? [changed(index, 'may not change once set')] : [],
  )
  return isHeadless(service) === isHeadless(old) ? [...errors, ...checkFamilyChange(service, old)] : errors
}

function checkFamilyChange(service: KubeObject, old: KubeObject): FieldError[] {
  const now = listAt(service, 'spec', 'ipFamilies')
  const before = listAt(old, 'spec', 'ipFamilies')
  if (isHeadless(service) || equalJson(now[0], before[0])) return []
  return [invalid('spec.ipFamilies[0]', now, 'may not change once set')]
}
