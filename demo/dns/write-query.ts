import type { DnsQuery, DnsQuestion } from './dns-message.ts'
import { WireWriter } from './wire-writer.ts'

/** The wire form of a question that is passed on for a client, with the client's EDNS; throws a RangeError for a bad name. */
export function writeQuery(id: number, { name, type, class: questionClass }: DnsQuestion, client: DnsQuery): Buffer {
  const header = Buffer.alloc(12)
  header.writeUInt16BE(id, 0)
  header.writeUInt16BE((client.isRecursionDesired ? 0x0100 : 0) | (client.isCheckingDisabled ? 0x0010 : 0), 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(client.edns === null ? 0 : 1, 10)
  const writer = new WireWriter()
  writer.bytes(header)
  writer.name(name)
  writer.uint16(type)
  writer.uint16(questionClass)
  if (client.edns !== null) {
    const opt = Buffer.alloc(11)
    opt.writeUInt16BE(41, 1)
    opt.writeUInt16BE(client.edns.udpPayloadSize, 3)
    opt.writeUInt16BE(client.edns.isDnssecOk ? 0x8000 : 0, 7)
    writer.bytes(opt)
  }
  return writer.toBuffer()
}
