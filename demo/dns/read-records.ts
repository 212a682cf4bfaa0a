import { type DnsRecord, types } from './dns-record.ts'
import { readDomainName } from './domain-name.ts'

export interface RawRecord extends DnsRecord {
  /** For OPT, the payload size (RFC 6891 §6.1.2). */
  readonly class: number
}

/** Reads `count` records; throws a RangeError where they are malformed. */
export function readRecords(wire: Buffer, start: number, count: number): { records: RawRecord[]; end: number } {
  const records: RawRecord[] = []
  let at = start
  for (let index = 0; index < count; index += 1) {
    const { record, end } = readRecord(wire, at)
    records.push(record)
    at = end
  }
  return { records, end: at }
}

function readRecord(wire: Buffer, start: number): { record: RawRecord; end: number } {
  const { name: owner, end: at } = readDomainName(wire, start)
  const type = wire.readUInt16BE(at)
  const dataStart = at + 10
  const end = dataStart + wire.readUInt16BE(at + 8)
  if (end > wire.length) throw new RangeError('a record is cut off')
  const data = readData(wire, type, dataStart, end)
  return { record: { owner, type, class: wire.readUInt16BE(at + 2), ttlSeconds: wire.readUInt32BE(at + 4), data }, end }
}

// Only the types of RFC 1035 may hold compressed names (RFC 3597 §4), and some servers compress SRV.
const namesIn: Readonly<Record<number, { readonly before: number; readonly names: number }>> = {
  [types.NS]: { before: 0, names: 1 },
  [types.CNAME]: { before: 0, names: 1 },
  [types.PTR]: { before: 0, names: 1 },
  [types.SOA]: { before: 0, names: 2 },
  [types.MX]: { before: 2, names: 1 },
  [types.SRV]: { before: 6, names: 1 },
}

function readData(wire: Buffer, type: number, start: number, end: number): (string | Buffer)[] {
  const { before, names } = namesIn[type] ?? { before: end - start, names: 0 }
  const data: (string | Buffer)[] = [Buffer.from(wire.subarray(start, start + before))]
  let at = start + before
  for (let index = 0; index < names; index += 1) {
    const read = readDomainName(wire, at)
    data.push(read.name)
    at = read.end
  }
  if (at > end) throw new RangeError('a record is longer than it says')
  data.push(Buffer.from(wire.subarray(at, end)))
  return data.filter((part) => typeof part === 'string' || part.length > 0)
}
