import { type DnsQuery, type Edns, rcodes, type Transport } from './dns-message.ts'
import { types } from './dns-record.ts'
import { readDomainName } from './domain-name.ts'
import { type RawRecord, readRecords } from './read-records.ts'

export type ReadQuery =
  | { readonly kind: 'query'; readonly query: DnsQuery }
  | { readonly kind: 'ignored' }
  /** Answered with a bare header. */
  | { readonly kind: 'rejected'; readonly wire: Buffer }

const headerBytes = 12

/** Reads one question; what is no question is ignored, what is a bad one is rejected, as name servers do. */
export function readQuery(wire: Buffer, transport: Transport): ReadQuery {
  if (wire.length < headerBytes) return { kind: 'ignored' }
  const flags = wire.readUInt16BE(2)
  if ((flags & 0x8000) !== 0) return { kind: 'ignored' }
  if (((flags >> 11) & 0xf) !== 0) return reject(wire, rcodes.notImp)
  const [questions = 0, answers = 0, authorities = 0, additionals = 0] = [4, 6, 8, 10].map((at) =>
    wire.readUInt16BE(at),
  )
  if (questions !== 1 || answers > 1 || authorities > 1 || additionals > 2) return reject(wire, rcodes.formErr)
  try {
    const { name, end } = readDomainName(wire, headerBytes)
    const question = { name, type: wire.readUInt16BE(end), class: wire.readUInt16BE(end + 2) }
    const { records } = readRecords(wire, end + 4, answers + authorities + additionals)
    const query = {
      id: wire.readUInt16BE(0),
      isRecursionDesired: (flags & 0x0100) !== 0,
      isCheckingDisabled: (flags & 0x0010) !== 0,
      question,
      edns: readEdns(records.slice(answers + authorities)),
      transport,
    }
    return { kind: 'query', query }
  } catch {
    return reject(wire, rcodes.formErr)
  }
}

function readEdns(additionals: readonly RawRecord[]): Edns | null {
  const opt = additionals.find(({ type }) => type === types.OPT)
  if (opt === undefined) return null
  const { class: udpPayloadSize, ttlSeconds: bits } = opt
  return { udpPayloadSize, version: (bits >>> 16) & 0xff, isDnssecOk: (bits & 0x8000) !== 0 }
}

function reject(wire: Buffer, rcode: number): ReadQuery {
  const header = Buffer.alloc(headerBytes)
  header.writeUInt16BE(wire.readUInt16BE(0), 0)
  header.writeUInt16BE(0x8000 | (wire.readUInt16BE(2) & 0x7900) | rcode, 2)
  return { kind: 'rejected', wire: header }
}
