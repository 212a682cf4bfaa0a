import { isUnderDomain } from '@/lib/domain/alias/is-under-domain'
import { specialAddress } from '@/lib/domain/resolution/special-address'
import { celSays } from '../policy/cel-text'
import type { Rule } from '../rule'

const keys = ['external-dns.alpha.kubernetes.io/hostname', 'external-dns.alpha.kubernetes.io/internal-hostname']

/** external-dns' source `service` publishes a CNAME to `spec.externalName` for a Service of type ExternalName that carries a host name. */
export const externalDns: Rule = {
  code: 'EXTERNAL_DNS',
  severity: 'warning',
  lesser: { severity: 'info', when: 'the target is a name of the outside with addresses of the outside' },
  cause:
    'external-dns publishes a CNAME to the target under that name: what the alias hides in the cluster is told to everybody who may ask that zone, and moves with it.',
  fix: 'Remove the annotation, unless the name is meant to be published.',
  policy: { cel: () => celSays('annotations', keys) },
  judge: ({ alias, host, clusterDomain, addresses }) => {
    const key = keys.find((each) => alias.annotations[each]?.trim())
    if (key === undefined) return null
    const evidence = `${key}: ${alias.annotations[key]?.trim()}.`
    const isInside = isUnderDomain(host, clusterDomain) || host.endsWith('.svc')
    if (isInside) return { evidence: `${evidence} Nobody outside the cluster can resolve the target.` }
    const inner = addresses.find((address) => specialAddress(address) !== null)
    if (inner !== undefined) return { evidence: `${evidence} The target has an address of an inner network, ${inner}.` }
    return { evidence, severity: 'info' }
  },
}
