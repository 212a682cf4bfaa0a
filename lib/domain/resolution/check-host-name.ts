import ipaddr from 'ipaddr.js'

export type HostNameCheck = { kind: 'ok' } | { kind: 'invalid'; why: string } | { kind: 'ip-literal'; address: string }

/**
 * Whether a name may be asked for: labels of 1 to 63 letters, digits, hyphens and underscores, 253 bytes in all (RFC 1035 §2.3.4).
 * An address in any form that `inet_aton` or an IPv6 parser takes (`127.1`, hexadecimal, octal, one integer) is an `ip-literal`.
 */
export function checkHostName(name: string): HostNameCheck {
  // Nearly every name, at a tenth of the cost; every address ends in a part that begins with a digit.
  if (name.length <= 253 && usualName.test(name)) return { kind: 'ok' }
  const bare = name.endsWith('.') ? name.slice(0, -1) : name
  const address = parseAddress(bare)
  if (address !== null) return { kind: 'ip-literal', address }
  const why = findFault(bare)
  return why === null ? { kind: 'ok' } : { kind: 'invalid', why }
}

const usualName = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.){1,126}[a-z](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i

/** Whether a label is longer than DNS can carry; CoreDNS then gives no reply at all. */
function hasLongLabel(name: string): boolean {
  return name.split('.').some((label) => label.length > 63 || byteLength(label) > 63)
}

function byteLength(label: string): number {
  return /^[\x20-\x7e]*$/.test(label) ? label.length : new TextEncoder().encode(label).length
}

function findFault(name: string): string | null {
  if (name === '') return 'it is empty'
  if (hasLongLabel(name)) return 'a label is longer than 63 bytes'
  if (name.length > 253) return 'it is longer than 253 bytes'
  for (const label of name.split('.')) {
    if (label === '') return 'a label between two dots is empty'
    if (!/^[a-z0-9_-]+$/i.test(label))
      return 'a label holds other characters than letters, digits, hyphens and underscores'
    if (label.startsWith('-') || label.endsWith('-')) return 'a label starts or ends with a hyphen'
  }
  return null
}

function parseAddress(text: string): string | null {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  if (bare.includes(':')) return ipaddr.IPv6.isValid(bare) ? ipaddr.IPv6.parse(bare).toString() : null
  return parseLegacyIpv4(bare)
}

// One to four parts, decimal, octal or hexadecimal; the last part fills the remaining bytes.
function parseLegacyIpv4(text: string): string | null {
  const parts = text.split('.')
  if (parts.length > 4) return null
  const numbers: number[] = []
  for (const part of parts) {
    const number = parseNumber(part)
    if (number === null) return null
    numbers.push(number)
  }
  const last = numbers.pop() ?? 0
  if (numbers.some((number) => number > 255) || last >= 256 ** (4 - numbers.length)) return null
  const value = numbers.reduce((sum, number, index) => sum + number * 256 ** (3 - index), last)
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
}

function parseNumber(part: string): number | null {
  if (/^0x[0-9a-f]{1,16}$/i.test(part)) return Number.parseInt(part.slice(2), 16)
  if (/^0[0-7]{0,20}$/.test(part)) return Number.parseInt(part, 8)
  return /^[1-9][0-9]{0,15}$/.test(part) ? Number.parseInt(part, 10) : null
}
