import { plainText } from '@/lib/domain/resolution/plain-text'
import type { ExtendedError } from '@/lib/domain/resolution/walk-trace'
import { formatIpv6 } from './format-ipv6'
import { WireReader } from './wire-reader'

export const recordTypes = { A: 1, CNAME: 5, AAAA: 28 } as const

export type QuestionType = keyof typeof recordTypes

export interface AnswerRecord {
  owner: string
  type: QuestionType
  data: string
  ttlSeconds: number
}

/** The parts of a message that a walk needs. `isReferral`: no answer, but the names of other servers (RFC 2308 §2.2). */
export interface ParsedMessage {
  question: { name: string; type: number; class: number } | null
  records: AnswerRecord[]
  isReferral: boolean
  extendedRcode: number
  extendedErrors: ExtendedError[]
}

const types = { ns: 2, soa: 6, opt: 41 } as const
const internet = 1
const isAuthoritative = 0x0400
const extendedErrorOption = 15
const maxExtendedErrors = 8
const textDecoder = new TextDecoder()

/**
 * Reads a whole message and throws a RangeError for one whose counts, lengths or names do not fit its bytes. Written for this because a
 * lenient reader takes half a record for a whole one, and two names for the same.
 */
export function parseMessage(wire: Buffer): ParsedMessage {
  const flags = wire.readUInt16BE(2)
  const reader = new WireReader(wire, 12)
  const question = wire.readUInt16BE(4) === 0 ? null : readQuestion(reader)
  const answers = readRecords(reader, wire.readUInt16BE(6))
  const authority = readRecords(reader, wire.readUInt16BE(8))
  const opt = readRecords(reader, wire.readUInt16BE(10)).find(({ type }) => type === types.opt)
  const names = (type: number) => authority.some((record) => record.type === type)
  return {
    question,
    records: answers.flatMap(readAnswer),
    isReferral: answers.length === 0 && names(types.ns) && !names(types.soa) && (flags & isAuthoritative) === 0,
    extendedRcode: opt === undefined ? 0 : opt.ttl >>> 24,
    extendedErrors: opt === undefined ? [] : readExtendedErrors(opt.data),
  }
}

interface RawRecord {
  owner: string
  type: number
  class: number
  ttl: number
  data: Buffer
  /** The name that the data is; null for a type that is none. */
  name: string | null
}

function readQuestion(reader: WireReader) {
  const name = reader.name()
  return { name, type: reader.uint16(), class: reader.uint16() }
}

function readRecords(reader: WireReader, count: number): RawRecord[] {
  const records: RawRecord[] = []
  for (let index = 0; index < count; index += 1) records.push(readRecord(reader))
  return records
}

function readRecord(reader: WireReader): RawRecord {
  const owner = reader.name()
  const fixed = { owner, type: reader.uint16(), class: reader.uint16(), ttl: reader.uint32() }
  const length = reader.uint16()
  const start = reader.offset
  const data = reader.bytes(length)
  if (fixed.type !== recordTypes.CNAME) return { ...fixed, data, name: null }
  reader.offset = start
  const name = reader.name()
  if (reader.offset !== start + length) throw new RangeError('a name does not fill its record')
  return { ...fixed, data, name }
}

function readAnswer({ owner, type, class: family, ttl, data, name }: RawRecord): AnswerRecord[] {
  if (family !== internet) return []
  const ttlSeconds = readTtl(ttl)
  if (name !== null) return [{ owner, type: 'CNAME', data: name, ttlSeconds }]
  if (type === recordTypes.A) return [{ owner, type: 'A', data: sized(data, 4).join('.'), ttlSeconds }]
  if (type === recordTypes.AAAA) return [{ owner, type: 'AAAA', data: formatIpv6(sized(data, 16)), ttlSeconds }]
  return []
}

function sized(data: Buffer, length: number): Buffer {
  if (data.length !== length) throw new RangeError('an address has the wrong length')
  return data
}

// RFC 2181 §8: a TTL with the highest bit set counts as zero.
function readTtl(ttl: number): number {
  return ttl > 0x7fffffff ? 0 : ttl
}

function readExtendedErrors(options: Buffer): ExtendedError[] {
  const errors: ExtendedError[] = []
  const reader = new WireReader(options, 0)
  while (reader.offset < options.length) {
    const code = reader.uint16()
    const data = reader.bytes(reader.uint16())
    if (code !== extendedErrorOption || data.length < 2 || errors.length === maxExtendedErrors) continue
    const text = textDecoder.decode(data.subarray(2)).replace(/\0+$/, '')
    errors.push({ code: data.readUInt16BE(0), text: plainText(text) })
  }
  return errors
}
