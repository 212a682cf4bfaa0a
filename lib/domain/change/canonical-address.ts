import ipaddr from 'ipaddr.js'

export type AddressType = 'IPv4' | 'IPv6'

/** An address in the form that the API server and DNS write it in: four decimal parts, or RFC 5952. Null for what is no address. */
export function canonicalAddress(text: string): { type: AddressType; text: string } | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return { type: 'IPv4', text }
  if (!text.includes(':') || /[%[\]]/.test(text) || !ipaddr.IPv6.isValid(text)) return null
  return { type: 'IPv6', text: ipaddr.IPv6.parse(text).toRFC5952String() }
}

/** Whether two lists hold the same addresses, however they are written. */
export function isSameAddresses(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [canonicalSet(a), canonicalSet(b)]
  return left.size === right.size && [...left].every((address) => right.has(address))
}

function canonicalSet(addresses: readonly string[]): Set<string> {
  return new Set(addresses.map((address) => canonicalAddress(address)?.text ?? address))
}
