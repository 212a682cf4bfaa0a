import ipaddr from 'ipaddr.js'
import { addressForms } from './address-forms'

export interface SpecialAddress {
  kind: string
  severity: 'critical' | 'info'
}

const metadataAddresses = new Set([
  '169.254.169.254',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::254',
])

const dangerous: Readonly<Record<string, string>> = {
  linkLocal: 'link-local',
  loopback: 'loopback',
  unspecified: 'unspecified',
  multicast: 'multicast',
  broadcast: 'broadcast',
}

const inner: Readonly<Record<string, string>> = {
  private: 'private (RFC 1918)',
  uniqueLocal: 'unique local (RFC 4193)',
  carrierGradeNat: 'shared (RFC 6598)',
}

/** What is special about an address, whatever IPv6 form it is wrapped in; null for an ordinary one. */
export function specialAddress(address: string): SpecialAddress | null {
  if (!ipaddr.isValid(address)) return null
  let worst: SpecialAddress | null = null
  for (const form of addressForms(ipaddr.parse(address))) {
    const special = classify(form)
    if (special?.severity === 'critical') return special
    worst ??= special
  }
  return worst
}

function classify(address: ipaddr.IPv4 | ipaddr.IPv6): SpecialAddress | null {
  if (metadataAddresses.has(address.toString())) return { kind: 'cloud metadata', severity: 'critical' }
  const range = address.range()
  const danger = dangerous[range]
  if (danger !== undefined) return { kind: danger, severity: 'critical' }
  const kind = inner[range]
  return kind === undefined ? null : { kind, severity: 'info' }
}
