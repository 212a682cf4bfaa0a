import ipaddr from 'ipaddr.js'
import { addressForms } from './address-forms'

export interface SpecialAddress {
  kind: string
  severity: 'critical' | 'info'
}

// Azure, Alibaba Cloud and Oracle Cloud; Google, Oracle, Scaleway, Akamai and Alibaba over IPv6.
const metadataAddresses = new Set([
  '169.254.169.254',
  ...['168.63.129.16', '100.100.100.200', '192.0.0.192'],
  ...['fd20:ce::254', 'fd00:c1::a9fe:a9fe', 'fd00:42::42', 'fd00:a9fe:a9fe::1', 'fd00:100::100:200'],
])
// AWS over IPv6: instance metadata, the credentials of pods, time and DNS.
const awsServices = ipaddr.IPv6.parseCIDR('fd00:ec2::/32')

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

/** Metadata services that have an IPv4 address. */
export const metadataIpv4Addresses = [...metadataAddresses].filter((address) => !address.includes(':'))

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
  if (isMetadata(address)) return { kind: 'cloud metadata', severity: 'critical' }
  const range = address.range()
  const danger = dangerous[range]
  if (danger !== undefined) return { kind: danger, severity: 'critical' }
  const kind = inner[range]
  return kind === undefined ? null : { kind, severity: 'info' }
}

function isMetadata(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address instanceof ipaddr.IPv6 && address.match(awsServices)) return true
  return metadataAddresses.has(address.toString())
}
