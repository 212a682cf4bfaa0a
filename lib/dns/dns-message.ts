import { type Answer, decode, encode, type PacketOpt, RECURSION_DESIRED } from 'dns-packet'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { ExtendedError } from '@/lib/domain/resolution/walk-trace'
import { presentationName } from './presentation-name'

export type QuestionType = 'A' | 'AAAA' | 'CNAME'

export interface Question {
  name: string
  type: QuestionType
}

export interface AnswerRecord {
  owner: string
  type: QuestionType
  data: string
  ttlSeconds: number
}

/** A reply that carries the right id and question. `rcode` includes the upper bits from OPT (RFC 6891 §6.1.3). */
export interface DnsMessage {
  isTruncated: boolean
  rcode: number
  records: AnswerRecord[]
  extendedErrors: ExtendedError[]
}

export type ReadMessage = { kind: 'message'; message: DnsMessage } | { kind: 'mismatch' } | { kind: 'malformed' }

export const rcodes = { noError: 0, formErr: 1, servFail: 2, nxDomain: 3, notImp: 4, refused: 5, badVers: 16 } as const

const udpPayloadSize = 1232
const extendedErrorOption = 15
const maxRecords = 512
const maxExtendedErrors = 8

/** The wire form of one recursive question; with `edns` it carries an OPT record, so that Extended DNS Errors come back. */
export function encodeQuestion(id: number, question: Question, edns: boolean): Buffer {
  return encode({
    type: 'query',
    id,
    flags: RECURSION_DESIRED,
    questions: [{ name: question.name, type: question.type, class: 'IN' }],
    additionals: edns
      ? [
          {
            type: 'OPT',
            name: '.',
            udpPayloadSize,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: 0,
            flag_do: false,
            options: [],
          },
        ]
      : [],
  })
}

/** The id a message claims, or null when it is too short to be one. */
export function readId(wire: Buffer): number | null {
  return wire.length < 12 ? null : wire.readUInt16BE(0)
}

/** Reads a reply to one question. `mismatch` is a message for something else: the true reply may still come. */
export function readReply(wire: Buffer, id: number, question: Question): ReadMessage {
  if (readId(wire) !== id) return { kind: 'mismatch' }
  const flags = wire.readUInt16BE(2)
  if ((flags & 0x8000) === 0) return { kind: 'mismatch' }
  const isTruncated = (flags & 0x0200) !== 0
  if (wire.readUInt16BE(6) > maxRecords || wire.readUInt16BE(8) + wire.readUInt16BE(10) > maxRecords) {
    return { kind: 'malformed' }
  }
  try {
    const packet = decode(wire)
    const { extendedRcode, extendedErrors } = readOpt(packet.additionals ?? [])
    const rcode = (flags & 0xf) | (extendedRcode << 4)
    if (!echoes(packet.questions ?? [], question, rcode)) return { kind: 'mismatch' }
    return {
      kind: 'message',
      message: { isTruncated, rcode, records: readRecords(packet.answers ?? []), extendedErrors },
    }
  } catch {
    // Some servers cut a truncated reply inside a record; TCP then gives the whole of it.
    if (isTruncated) {
      return { kind: 'message', message: { isTruncated, rcode: flags & 0xf, records: [], extendedErrors: [] } }
    }
    return { kind: 'malformed' }
  }
}

// A server without EDNS may answer FORMERR or NOTIMP with a bare header (RFC 6891 §7).
function echoes(
  questions: readonly { name: string; type: string; class?: string | undefined }[],
  asked: Question,
  rcode: number,
): boolean {
  const [first, second] = questions
  if (first === undefined) return rcode === rcodes.formErr || rcode === rcodes.notImp
  if (second !== undefined || first.class !== 'IN' || first.type !== asked.type) return false
  return presentationName(first.name) === presentationName(asked.name)
}

function readRecords(answers: readonly Answer[]): AnswerRecord[] {
  const records: AnswerRecord[] = []
  for (const answer of answers) {
    if (answer.type !== 'A' && answer.type !== 'AAAA' && answer.type !== 'CNAME') continue
    if (answer.class !== 'IN') continue
    const data = answer.type === 'CNAME' ? presentationName(answer.data) : answer.data
    records.push({ owner: presentationName(answer.name), type: answer.type, data, ttlSeconds: readTtl(answer.ttl) })
  }
  return records
}

// RFC 2181 §8: a TTL with the highest bit set counts as zero.
function readTtl(ttl: number | undefined): number {
  return ttl === undefined || ttl > 0x7fffffff ? 0 : ttl
}

function readOpt(additionals: readonly Answer[]): { extendedRcode: number; extendedErrors: ExtendedError[] } {
  for (const record of additionals) {
    if (record.type !== 'OPT') continue
    return { extendedRcode: record.extendedRcode, extendedErrors: readExtendedErrors(record.options) }
  }
  return { extendedRcode: 0, extendedErrors: [] }
}

function readExtendedErrors(options: readonly PacketOpt[]): ExtendedError[] {
  const errors: ExtendedError[] = []
  for (const option of options) {
    const code: number = option.code
    if (code !== extendedErrorOption || option.data === undefined || option.data.length < 2) continue
    if (errors.length === maxExtendedErrors) break
    const text = option.data.toString('utf8', 2).replace(/\0+$/, '')
    errors.push({ code: option.data.readUInt16BE(0), text: plainText(text) })
  }
  return errors
}
