import ipaddr from 'ipaddr.js'

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
  for (const form of unwrap(ipaddr.parse(address))) {
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

/** The address and every IPv4 address inside it: mapped, compatible, NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380). */
function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): (ipaddr.IPv4 | ipaddr.IPv6)[] {
  if (address.kind() === 'ipv4') return [address]
  const bytes = address.toByteArray()
  return [address, ...wrappings.filter(({ matches }) => matches(bytes)).map(({ inside }) => inside(bytes))]
}

interface Wrapping {
  matches(bytes: readonly number[]): boolean
  inside(bytes: readonly number[]): ipaddr.IPv4
}

const last = (bytes: readonly number[]) => new ipaddr.IPv4(bytes.slice(12))

function startsWith(...prefix: number[]): (bytes: readonly number[]) => boolean {
  return (bytes) => prefix.every((byte, index) => bytes[index] === byte)
}

const zeros = Array.from({ length: 15 }, () => 0)
const isCompatible = startsWith(...zeros.slice(0, 12))
const isUnspecifiedOrLoopback = startsWith(...zeros)

const wrappings: readonly Wrapping[] = [
  { matches: startsWith(...zeros.slice(0, 10), 0xff, 0xff), inside: last },
  { matches: (bytes) => isCompatible(bytes) && !isUnspecifiedOrLoopback(bytes), inside: last },
  { matches: startsWith(0, 0x64, 0xff, 0x9b, ...zeros.slice(0, 8)), inside: last },
  { matches: startsWith(0, 0x64, 0xff, 0x9b, 0, 1), inside: last },
  { matches: startsWith(0x20, 0x02), inside: (bytes) => new ipaddr.IPv4(bytes.slice(2, 6)) },
  {
    matches: startsWith(0x20, 0x01, 0, 0),
    inside: (bytes) => new ipaddr.IPv4(bytes.slice(12).map((byte) => byte ^ 0xff)),
  },
]
