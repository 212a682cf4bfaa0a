import { isIPv6 } from 'node:net'

/** One resource record of class IN. In `data` a text is a domain name, all else is bytes. */
export interface DnsRecord {
  readonly owner: string
  readonly type: number
  readonly ttlSeconds: number
  readonly data: readonly (string | Buffer)[]
}

export const types = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  OPT: 41,
  IXFR: 251,
  AXFR: 252,
  ANY: 255,
} as const

/** An A or AAAA record, as the address is. */
export function addressRecord(owner: string, address: string, ttlSeconds: number): DnsRecord {
  return isIPv6(address)
    ? { owner, type: types.AAAA, ttlSeconds, data: [ipv6Bytes(address)] }
    : { owner, type: types.A, ttlSeconds, data: [Buffer.from(address.split('.').map(Number))] }
}

export function cnameRecord(owner: string, target: string, ttlSeconds: number): DnsRecord {
  return { owner, type: types.CNAME, ttlSeconds, data: [target] }
}

export function ptrRecord(owner: string, target: string, ttlSeconds: number): DnsRecord {
  return { owner, type: types.PTR, ttlSeconds, data: [target] }
}

export function nsRecord(owner: string, server: string, ttlSeconds: number): DnsRecord {
  return { owner, type: types.NS, ttlSeconds, data: [server] }
}

export function mxRecord(owner: string, preference: number, exchange: string, ttlSeconds: number): DnsRecord {
  return { owner, type: types.MX, ttlSeconds, data: [uint16(preference), exchange] }
}

export function txtRecord(owner: string, texts: readonly string[], ttlSeconds: number): DnsRecord {
  const parts = texts.map((text) => Buffer.from(text)).map((text) => Buffer.concat([Buffer.from([text.length]), text]))
  return { owner, type: types.TXT, ttlSeconds, data: parts }
}

export interface Srv {
  readonly priority: number
  readonly weight: number
  readonly port: number
  readonly target: string
}

export function srvRecord(owner: string, { priority, weight, port, target }: Srv, ttlSeconds: number): DnsRecord {
  return { owner, type: types.SRV, ttlSeconds, data: [uint16(priority), uint16(weight), uint16(port), target] }
}

export interface Soa {
  readonly server: string
  readonly mailbox: string
  readonly serial: number
  readonly refresh: number
  readonly retry: number
  readonly expire: number
  readonly minimumSeconds: number
}

export function soaRecord(owner: string, soa: Soa, ttlSeconds: number): DnsRecord {
  const numbers = Buffer.alloc(20)
  for (const [index, value] of [soa.serial, soa.refresh, soa.retry, soa.expire, soa.minimumSeconds].entries()) {
    numbers.writeUInt32BE(value, index * 4)
  }
  return { owner, type: types.SOA, ttlSeconds, data: [soa.server, soa.mailbox, numbers] }
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

function ipv6Bytes(address: string): Buffer {
  // The parser of URLs writes the last four bytes as hexadecimal groups too.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const zeros = new Array<number>(8 - before.length - after.length).fill(0)
  return Buffer.concat([...before, ...zeros, ...after].map(uint16))
}
