import ipaddr from 'ipaddr.js'
import { addressForms } from '@/lib/domain/resolution/address-forms'
import { plainText } from '@/lib/domain/resolution/plain-text'
import { specialAddress } from '@/lib/domain/resolution/special-address'
import type { AddressPolicy, AddressRange } from './address-policy'

/** `allowed` holds the addresses in the spelling that was checked: dial one of these, nothing else. */
export type AddressGuard =
  | { kind: 'allowed'; addresses: readonly [string, ...string[]] }
  | { kind: 'refused'; address: string | null; why: string }

type Address = ipaddr.IPv4 | ipaddr.IPv6

const maxAddresses = 256

/**
 * Whether the addresses that a name has may be dialled. One that may not refuses them all, and so do none, too many, and any spelling but
 * four decimal numbers or colons and hexadecimal digits: what a name answers is chosen by whoever runs its zone.
 */
export function guardAddresses(addresses: readonly string[], policy: AddressPolicy): AddressGuard {
  if (addresses.length > maxAddresses) return refused(null, `it has more than ${maxAddresses} addresses`)
  const checked: string[] = []
  for (const text of addresses) {
    const address = parseCanonical(text)
    if (address === null) return refused(text, 'it is not an address in its usual spelling')
    const why = reasonAgainst(address, policy)
    if (why !== null) return refused(text, why)
    checked.push(address.toString())
  }
  const [first, ...rest] = checked
  return first === undefined ? refused(null, 'it has no address') : { kind: 'allowed', addresses: [first, ...rest] }
}

function refused(address: string | null, why: string): AddressGuard {
  return { kind: 'refused', address: address === null ? null : plainText(address, 64), why }
}

// `010.0.0.1` is 8.0.0.1 to one parser and 10.0.0.1 to another, `127.1` and 2130706433 are loopback to some: none of these is read at all.
function parseCanonical(text: string): Address | null {
  if (text.length > 45) return null
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  const tail = /^::ffff:([0-9.]+)$/i.exec(text)?.[1]
  const isPlain = tail === undefined ? /^[0-9a-f:]+$/i.test(text) : ipaddr.IPv4.isValidFourPartDecimal(tail)
  return isPlain && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : null
}

function reasonAgainst(address: Address, policy: AddressPolicy): string | null {
  const special = specialAddress(address.toString())
  if (special?.severity === 'critical') return `it is ${special.kind}`
  const forms = addressForms(address)
  const reserved = policy.reserved.find(({ range }) => holds(range, forms))
  if (reserved) return `it belongs to ${reserved.what}`
  const never = neverDialled.find(({ range }) => holds(range, forms))
  if (never) return `it is ${never.what}`
  if (policy.allowPrivate) return null
  if (special !== null) return `it is ${special.kind}, and private addresses are not allowed`
  const inner = innerOnly.find(({ range }) => holds(range, forms))
  return inner ? `it is ${inner.what}, and private addresses are not allowed` : null
}

function holds([base, bits]: AddressRange, forms: readonly Address[]): boolean {
  return forms.some((form) => form.kind() === base.kind() && form.match([base, bits]))
}

const neverDialled = [
  { range: range('240.0.0.0/4'), what: 'reserved (RFC 1112)' },
  { range: range('192.0.0.0/24'), what: 'kept for protocols (RFC 6890)' },
  { range: range('100::/64'), what: 'discarded by routers (RFC 6666)' },
  { range: range('5f00::/16'), what: 'a segment routing address (RFC 9602)' },
]

const innerOnly = [
  { range: range('198.18.0.0/15'), what: 'for benchmarks (RFC 2544)' },
  { range: range('fec0::/10'), what: 'site-local (RFC 3879)' },
  { range: range('64:ff9b:1::/48'), what: 'translated by a local gateway (RFC 8215)' },
]

function range(text: string): AddressRange {
  return ipaddr.parseCIDR(text)
}
