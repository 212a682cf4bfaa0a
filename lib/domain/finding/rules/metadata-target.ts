import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { formsOfAddress } from '@/lib/domain/resolution/legacy-address-pattern'
import { metadataIpv4Addresses, specialAddress } from '@/lib/domain/resolution/special-address'
import { celHostMatches, celList } from '../policy/cel-text'
import type { Rule } from '../rule'

const names = new Set([
  'metadata.google.internal',
  'metadata.goog',
  'instance-data.ec2.internal',
  'instance-data',
  'metadata.platformequinix.com',
  'metadata.packet.net',
  'metadata.tencentyun.com',
])

/** The name of a metadata service, or its address written as the target. What a name resolves to is judged with its verdict. */
export const metadataTarget: Rule = {
  code: 'METADATA_TARGET',
  severity: 'critical',
  cause: "The target is a cloud's metadata service, which hands out credentials of the node to whoever asks.",
  fix: 'Delete the alias; workloads that need credentials get them from a ServiceAccount that is bound to a role.',
  policy: {
    cel: () =>
      [
        `variables.host in ${celList([...names])}`,
        ...metadataIpv4Addresses.map((address) => celHostMatches(formsOfAddress(address))),
      ].join(' || '),
  },
  judge: ({ host }) => {
    const name = checkHostName(host)
    const isAddress = name.kind === 'ip-literal' && specialAddress(name.address)?.kind === 'cloud metadata'
    return isAddress || names.has(host) ? { evidence: `The target is ${host}.` } : null
  },
}
