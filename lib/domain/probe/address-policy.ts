import ipaddr from 'ipaddr.js'
import { AppError } from '@/lib/domain/app-error'
import { plainText } from '@/lib/domain/resolution/plain-text'

export type AddressRange = [ipaddr.IPv4 | ipaddr.IPv6, number]

/** What of a cluster is never dialled, and whether private addresses may be. Made by `readAddressPolicy`. */
export interface AddressPolicy {
  reserved: readonly { what: string; range: AddressRange }[]
  allowPrivate: boolean
}

/** Addresses (`10.0.0.1`) or ranges (`10.0.0.0/16`) of one cluster. */
export interface AddressPolicyInput {
  apiServers: readonly string[]
  nodes: readonly string[]
  pods: readonly string[]
  services: readonly string[]
  /** Ranges that the settings keep from being dialled. */
  others: readonly string[]
  allowPrivate: boolean
}

const owners = {
  apiServers: 'the API server',
  nodes: 'the nodes of the cluster',
  pods: 'the pods of the cluster',
  services: 'the Services of the cluster',
  others: 'a range that the settings reserve',
} as const

/** Ranges to hold addresses against. Throws AppError `invalid` that names each range it cannot read: a guard with a gap is none. */
export function readAddressPolicy(input: AddressPolicyInput): AddressPolicy {
  const reserved: { what: string; range: AddressRange }[] = []
  const causes: { field: string; message: string }[] = []
  for (const field of ['apiServers', 'nodes', 'pods', 'services', 'others'] as const) {
    for (const [index, text] of input[field].entries()) {
      const range = readRange(text)
      if (range !== null) reserved.push({ what: owners[field], range })
      else causes.push({ field: `${field}[${index}]`, message: `"${plainText(text, 64)}" is no address or range` })
    }
  }
  if (causes.length === 0) return { reserved, allowPrivate: input.allowPrivate }
  const message = causes.map((cause) => `${cause.field}: ${cause.message}`).join('; ')
  throw new AppError('invalid', message, { causes })
}

function readRange(text: string): AddressRange | null {
  const [address = '', bits, ...more] = text.split('/')
  if (more.length > 0 || !isAddress(address)) return null
  const parsed = ipaddr.parse(address)
  const width = parsed.kind() === 'ipv4' ? 32 : 128
  const length = bits === undefined ? width : readLength(bits, width)
  return length === null ? null : unmapped([parsed, length])
}

function isAddress(text: string): boolean {
  return (
    ipaddr.IPv4.isValidFourPartDecimal(text) || (text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text))
  )
}

function readLength(text: string, width: number): number | null {
  return /^\d{1,3}$/.test(text) && Number(text) <= width ? Number(text) : null
}

// `::ffff:10.0.0.0/104` is 10.0.0.0/8: forms are compared within one family.
function unmapped([base, bits]: AddressRange): AddressRange {
  const isMapped = base instanceof ipaddr.IPv6 && base.isIPv4MappedAddress() && bits >= 96
  return isMapped ? [base.toIPv4Address(), bits - 96] : [base, bits]
}
