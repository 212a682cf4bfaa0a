import { equalJson } from '../../json/equal-json.ts'
import { type JsonObject, listAt, textAt } from '../../json/json.ts'
import type { Surroundings } from '../../resources/resource-kind.ts'
import type { KubeObject } from '../../store/kube-object.ts'
import { type FieldError, invalid } from '../field-error.ts'
import { allocateNodePorts, keepNodePorts } from './allocate-node-ports.ts'
import { checkClusterIps } from './check-cluster-ips.ts'
import { clusterIpRange } from './cluster-ip-range.ts'
import { clusterIpsOf, hasSelector, isHeadless, needsClusterIp, specOf, typeOf } from './service-spec.ts'

/** Fills in the address families and hands out a cluster address and node ports; before this the object has its defaults only. */
export function allocateService(service: KubeObject, old: KubeObject | null, around: Surroundings): FieldError[] {
  if (old !== null) keepAllocated(service, old)
  syncClusterIps(service, old)
  if (typeOf(service) === 'ExternalName') return []
  const errors = fillFamilies(service, old)
  if (errors.length > 0) return errors
  const ipErrors = allocateClusterIp(service, old, around)
  return ipErrors.length > 0 ? ipErrors : allocateNodePorts(service, old, around)
}

// What was handed out before and is not mentioned now is meant to stay.
function keepAllocated(service: KubeObject, old: KubeObject): void {
  if (needsClusterIp(old) && needsClusterIp(service)) {
    const spec = specOf(service)
    const before = specOf(old)
    if (textAt(spec, 'clusterIP') === '' && before.clusterIP !== undefined) spec.clusterIP = before.clusterIP
    if (clusterIpsOf(service).length === 0 && before.clusterIPs !== undefined) spec.clusterIPs = before.clusterIPs
  }
  keepNodePorts(service, old)
}

function syncClusterIps(service: KubeObject, old: KubeObject | null): void {
  const spec = specOf(service)
  const single = textAt(spec, 'clusterIP')
  if (old === null) {
    if (single !== '' && clusterIpsOf(service).length === 0) spec.clusterIPs = [single]
    return
  }
  const before = textAt(old, 'spec', 'clusterIP')
  const isSameList = equalJson(clusterIpsOf(service), clusterIpsOf(old))
  if (single === before || !isSameList) return
  if (single === '') delete spec.clusterIPs
  else spec.clusterIPs = [single]
}

function fillFamilies(service: KubeObject, old: KubeObject | null): FieldError[] {
  const spec = specOf(service)
  const isBare = isHeadless(service) && !hasSelector(service)
  spec.ipFamilyPolicy ??=
    (old === null ? undefined : specOf(old).ipFamilyPolicy) ?? (isBare ? 'RequireDualStack' : 'SingleStack')
  const errors = checkClusterIps(service)
  if (errors.length > 0) return errors
  const given = listAt(spec, 'ipFamilies')
  if (spec.ipFamilyPolicy === 'SingleStack' && given.length === 2)
    return [
      invalid(
        'spec.ipFamilyPolicy',
        spec.ipFamilyPolicy,
        "must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified",
      ),
    ]
  if (isBare) {
    const [first = 'IPv4'] = given
    spec.ipFamilies =
      spec.ipFamilyPolicy === 'SingleStack' || given.length > 1
        ? given.length > 0
          ? given
          : [first]
        : [first, first === 'IPv4' ? 'IPv6' : 'IPv4']
    return []
  }
  const singleStack: FieldError[] = []
  if (spec.ipFamilyPolicy === 'RequireDualStack')
    singleStack.push(
      invalid('spec.ipFamilyPolicy', spec.ipFamilyPolicy, 'this cluster is not configured for dual-stack services'),
    )
  given.forEach((family, index) => {
    if (family !== 'IPv4')
      singleStack.push(invalid(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster'))
  })
  if (singleStack.length === 0 && given.length === 0) spec.ipFamilies = ['IPv4']
  return singleStack
}

function allocateClusterIp(service: KubeObject, old: KubeObject | null, around: Surroundings): FieldError[] {
  if (isHeadless(service) || (old !== null && needsClusterIp(old))) return []
  const spec = specOf(service)
  const [wanted] = clusterIpsOf(service)
  if (wanted === undefined) {
    // What a dry run hands out is no promise: the API server shows the address of the network itself.
    const ip = around.isDryRun ? clusterIpRange.network : around.addresses.next()
    setClusterIp(spec, ip)
    return []
  }
  const problem = clusterIpRange.contains(wanted)
    ? around.addresses.isTaken(wanted)
      ? 'provided IP is already allocated'
      : null
    : 'the provided network does not match the current range'
  return problem === null || (around.isDryRun && clusterIpRange.contains(wanted))
    ? []
    : [invalid('spec.clusterIPs', clusterIpsOf(service), `failed to allocate IP ${wanted}: ${problem}`)]
}

function setClusterIp(spec: JsonObject, ip: string): void {
  spec.clusterIP = ip
  spec.clusterIPs = [ip]
}
