import type { DnsQuery, DnsReply } from './dns-message.ts'
import type { DnsRecord } from './dns-record.ts'
import { WireWriter } from './wire-writer.ts'

const headerBytes = 12
const smallestUdpBytes = 512
const largestTcpBytes = 65_535
const extendedErrorOption = 15

/** The wire form of a reply, cut to what the client takes; throws a RangeError when a name of it cannot be written. */
export function writeReply(query: DnsQuery, reply: DnsReply): Buffer {
  const { answers, authorities, additionals, ...rest } = fitReply(query, reply)
  const opt = query.edns === null ? null : writeOpt(query, reply)
  const writer = startMessage(query)
  for (const record of [...answers, ...authorities, ...additionals]) writer.record(record)
  if (opt !== null) writer.bytes(opt)
  const wire = writer.toBuffer()
  wire.writeUInt16BE(query.id, 0)
  wire.writeUInt16BE(flagsOf(query, rest), 2)
  const counts = [1, answers.length, authorities.length, additionals.length + (opt === null ? 0 : 1)]
  for (const [index, count] of counts.entries()) wire.writeUInt16BE(count, 4 + index * 2)
  return wire
}

/** The reply with the records that fit into the client's buffer, marked as truncated when some do not. */
export function fitReply(query: DnsQuery, reply: DnsReply): DnsReply {
  if (reply.answers.length + reply.authorities.length + reply.additionals.length === 0) return reply
  const optBytes = query.edns === null ? 0 : writeOpt(query, reply).length
  const budget = largestReply(query) - optBytes
  const writer = startMessage(query)
  let isFull = false
  const fitting = (records: readonly DnsRecord[]): readonly DnsRecord[] => {
    const kept: DnsRecord[] = []
    for (const record of records) {
      if (isFull) break
      writer.record(record)
      isFull = writer.length > budget
      if (!isFull) kept.push(record)
    }
    return kept.length === records.length ? records : kept
  }
  const [answers, authorities, additionals] = [reply.answers, reply.authorities, reply.additionals].map(fitting)
  return {
    ...reply,
    answers: answers ?? [],
    authorities: authorities ?? [],
    additionals: additionals ?? [],
    isTruncated: reply.isTruncated || isFull,
  }
}

function largestReply({ transport, edns }: DnsQuery): number {
  return transport === 'tcp' ? largestTcpBytes : Math.max(smallestUdpBytes, edns?.udpPayloadSize ?? 0)
}

function startMessage({ question }: DnsQuery): WireWriter {
  const writer = new WireWriter()
  writer.bytes(Buffer.alloc(headerBytes))
  writer.name(question.name)
  writer.uint16(question.type)
  writer.uint16(question.class)
  return writer
}

function flagsOf(query: DnsQuery, reply: Omit<DnsReply, 'answers' | 'authorities' | 'additionals'>): number {
  return (
    0x8000 |
    (reply.isAuthoritative ? 0x0400 : 0) |
    (reply.isTruncated ? 0x0200 : 0) |
    (query.isRecursionDesired ? 0x0100 : 0) |
    (reply.isRecursionAvailable ? 0x0080 : 0) |
    (query.isCheckingDisabled ? 0x0010 : 0) |
    (reply.rcode & 0xf)
  )
}

function writeOpt({ edns }: DnsQuery, { rcode, extendedError }: DnsReply): Buffer {
  const text = Buffer.from(extendedError?.text ?? '')
  const opt = Buffer.alloc(11 + (extendedError === null ? 0 : 6 + text.length))
  opt.writeUInt16BE(41, 1)
  opt.writeUInt16BE(edns?.udpPayloadSize ?? smallestUdpBytes, 3)
  opt.writeUInt8(rcode >> 4, 5)
  opt.writeUInt16BE(edns?.isDnssecOk ? 0x8000 : 0, 7)
  if (extendedError === null) return opt
  opt.writeUInt16BE(6 + text.length, 9)
  opt.writeUInt16BE(extendedErrorOption, 11)
  opt.writeUInt16BE(2 + text.length, 13)
  opt.writeUInt16BE(extendedError.code, 15)
  text.copy(opt, 17)
  return opt
}
