import type { DnsQuestion, DnsReply } from './dns-message.ts'
import { types } from './dns-record.ts'
import { readDomainName } from './domain-name.ts'
import { readRecords } from './read-records.ts'

/** Reads a reply to this question; null for anything else, or a malformed one. Extended errors are left out. */
export function readReply(wire: Buffer, id: number, question: DnsQuestion): DnsReply | null {
  try {
    const flags = wire.readUInt16BE(2)
    if (wire.readUInt16BE(0) !== id || (flags & 0x8000) === 0 || wire.readUInt16BE(4) !== 1) return null
    const { name, end } = readDomainName(wire, 12)
    const isEchoed = name.toLowerCase() === question.name.toLowerCase() && wire.readUInt16BE(end) === question.type
    if (!isEchoed) return null
    const answers = readRecords(wire, end + 4, wire.readUInt16BE(6))
    const authorities = readRecords(wire, answers.end, wire.readUInt16BE(8))
    const additionals = readRecords(wire, authorities.end, wire.readUInt16BE(10))
    return {
      rcode: flags & 0xf,
      isAuthoritative: (flags & 0x0400) !== 0,
      isRecursionAvailable: (flags & 0x0080) !== 0,
      isTruncated: (flags & 0x0200) !== 0,
      answers: answers.records,
      authorities: authorities.records,
      additionals: additionals.records.filter(({ type }) => type !== types.OPT),
      extendedError: null,
    }
  } catch {
    return null
  }
}
