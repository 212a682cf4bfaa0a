import type { ExtendedError } from '@/lib/domain/resolution/walk-trace'
import { type AnswerRecord, type ParsedMessage, parseMessage, type QuestionType, recordTypes } from './parse-message'

export interface Question {
  name: string
  type: QuestionType
}

/** A reply that carries the right id and question. `rcode` includes the upper bits from OPT (RFC 6891 §6.1.3). */
export interface DnsMessage {
  isTruncated: boolean
  isReferral: boolean
  rcode: number
  records: AnswerRecord[]
  extendedErrors: ExtendedError[]
}

export type ReadMessage = { kind: 'message'; message: DnsMessage } | { kind: 'mismatch' } | { kind: 'malformed' }

export const rcodes = { noError: 0, formErr: 1, servFail: 2, nxDomain: 3, notImp: 4, refused: 5, badVers: 16 } as const

const udpPayloadSize = 1232
const maxRecords = 512
const internet = 1

const headerBytes = 12
const recursionDesired = 0x0100
// RFC 6891 §6.1.2: the root, type OPT, the largest UDP reply wanted, version and flags 0, no options.
const optRecord = Buffer.from([0, 0, 41, udpPayloadSize >> 8, udpPayloadSize & 0xff, 0, 0, 0, 0, 0, 0])

/**
 * The wire form of one recursive question; with `edns` it carries an OPT record, so that Extended DNS Errors come back. The name has passed
 * `checkChainName`: labels of 1 to 63 ASCII characters.
 */
export function encodeQuestion(id: number, { name, type }: Question, edns: boolean): Buffer {
  const labels = name === '.' ? [] : name.split('.')
  const nameBytes = labels.length === 0 ? 1 : name.length + 2
  const wire = Buffer.alloc(headerBytes + nameBytes + 4 + (edns ? optRecord.length : 0))
  wire.writeUInt16BE(id, 0)
  wire.writeUInt16BE(recursionDesired, 2)
  wire.writeUInt16BE(1, 4)
  wire.writeUInt16BE(edns ? 1 : 0, 10)
  let at = headerBytes
  for (const label of labels) {
    at = wire.writeUInt8(label.length, at)
    at += wire.write(label, at, 'latin1')
  }
  at = wire.writeUInt16BE(recordTypes[type], at + 1)
  at = wire.writeUInt16BE(internet, at)
  if (edns) optRecord.copy(wire, at)
  return wire
}

/** The id a message claims, or null when it is too short to be one. */
export function readId(wire: Buffer): number | null {
  return wire.length < 12 ? null : wire.readUInt16BE(0)
}

/** Reads a reply to one question. `mismatch` is a message for something else: the true reply may still come. */
export function readReply(wire: Buffer, id: number, question: Question): ReadMessage {
  if (readId(wire) !== id) return { kind: 'mismatch' }
  const flags = wire.readUInt16BE(2)
  if ((flags & 0x8000) === 0 || wire.readUInt16BE(4) > 1) return { kind: 'mismatch' }
  const isTruncated = (flags & 0x0200) !== 0
  const promised = [6, 8, 10].map((offset) => wire.readUInt16BE(offset))
  if (promised.some((count) => count > maxRecords)) return { kind: 'malformed' }
  const parsed = tryParse(wire)
  if (parsed === null) {
    // Some servers cut a truncated reply inside a record; TCP then gives the whole of it.
    if (!isTruncated) return { kind: 'malformed' }
    const nothing = { isReferral: false, records: [], extendedErrors: [] }
    return { kind: 'message', message: { isTruncated, rcode: flags & 0xf, ...nothing } }
  }
  const rcode = (flags & 0xf) | (parsed.extendedRcode << 4)
  if (!echoes(parsed.question, question, rcode)) return { kind: 'mismatch' }
  const { records, extendedErrors } = parsed
  const isReferral = parsed.isReferral && rcode === rcodes.noError
  return { kind: 'message', message: { isTruncated, isReferral, rcode, records, extendedErrors } }
}

function tryParse(wire: Buffer): ParsedMessage | null {
  try {
    return parseMessage(wire)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

// A server without EDNS may answer FORMERR or NOTIMP with a bare header (RFC 6891 §7).
function echoes(question: ParsedMessage['question'], asked: Question, rcode: number): boolean {
  if (question === null) return rcode === rcodes.formErr || rcode === rcodes.notImp
  if (question.class !== internet || question.type !== recordTypes[asked.type]) return false
  return question.name === asked.name.toLowerCase()
}
