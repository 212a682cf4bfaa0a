import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/**
 * An address and every IPv4 address that may lie inside it: mapped, compatible, translated (RFC 2765), NAT64 with both prefixes
 * (RFC 6052, RFC 8215), 6to4 (RFC 3056), Teredo (RFC 4380), ISATAP (RFC 5214).
 */
export function addressForms(address: Address): Address[] {
  if (address.kind() === 'ipv4') return [address]
  const bytes = address.toByteArray()
  const inside = wrappings.filter(({ matches }) => matches(bytes)).flatMap((wrapping) => wrapping.inside(bytes))
  return [address, ...inside.map((four) => new ipaddr.IPv4(four))]
}

type Bytes = readonly number[]

interface Wrapping {
  matches(bytes: Bytes): boolean
  /** Four bytes for each IPv4 address that can be read out of it. */
  inside(bytes: Bytes): number[][]
}

const last = (bytes: Bytes) => [bytes.slice(12)]

function startsWith(...prefix: number[]): (bytes: Bytes) => boolean {
  return (bytes) => prefix.every((byte, index) => bytes[index] === byte)
}

const zeros = Array.from({ length: 15 }, () => 0)
const isCompatible = startsWith(...zeros.slice(0, 12))
const isUnspecifiedOrLoopback = startsWith(...zeros)

// Under its /48 an operator chooses the length of the prefix (RFC 8215), and with it where the four bytes lie (RFC 6052 §2.2): each place is
// read, but one that would begin with 0 is the padding of another.
const localNat64Places = [
  [6, 7, 9, 10],
  [7, 9, 10, 11],
  [9, 10, 11, 12],
  [12, 13, 14, 15],
]

function localNat64(bytes: Bytes): number[][] {
  const read = localNat64Places.map((place) => place.map((index) => bytes[index] ?? 0))
  return read.filter(([first]) => first !== 0)
}

const wrappings: readonly Wrapping[] = [
  { matches: startsWith(...zeros.slice(0, 10), 0xff, 0xff), inside: last },
  { matches: (bytes) => isCompatible(bytes) && !isUnspecifiedOrLoopback(bytes), inside: last },
  { matches: startsWith(...zeros.slice(0, 8), 0xff, 0xff, 0, 0), inside: last },
  { matches: startsWith(0, 0x64, 0xff, 0x9b, ...zeros.slice(0, 8)), inside: last },
  { matches: startsWith(0, 0x64, 0xff, 0x9b, 0, 1), inside: localNat64 },
  { matches: startsWith(0x20, 0x02), inside: (bytes) => [bytes.slice(2, 6)] },
  { matches: startsWith(0x20, 0x01, 0, 0), inside: (bytes) => [bytes.slice(12).map((byte) => byte ^ 0xff)] },
  // The interface identifier 0000:5efe or 0200:5efe under any prefix.
  { matches: (bytes) => ((bytes[8] ?? 1) & 0xfd) === 0 && startsWith(0, 0x5e, 0xfe)(bytes.slice(9)), inside: last },
]
