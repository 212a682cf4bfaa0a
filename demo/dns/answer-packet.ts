import {
  type Answer,
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type Packet,
  RECURSION_AVAILABLE,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
} from 'dns-packet'
import { codeNumber, type DnsReply, type DnsResponder, encodeRecord } from './dns-reply.ts'

const plainUdpBytes = 512
const ownUdpBytes = 4096
const extendedErrorOption = 15

/** Answers one message of DNS; null when nobody is to be answered. */
export async function answerPacket(
  respond: DnsResponder,
  message: Buffer,
  transport: 'udp' | 'tcp',
): Promise<Buffer | null> {
  const query = decodeQuery(message)
  const question = query?.questions?.[0]
  if (query === null || question === undefined) return null
  const reply = await respond({ name: question.name, type: question.type })
  if (reply === null) return null
  const option = query.additionals?.find((record) => record.type === 'OPT')
  const hasOptions = option !== undefined
  const limit = transport === 'tcp' ? 65_535 : Math.max(plainUdpBytes, Math.min(udpSizeOf(option), ownUdpBytes))
  const packet = buildPacket(query, reply, hasOptions)
  const whole = encode(packet)
  if (whole.length <= limit) return whole
  return encode(truncate(packet, limit))
}

function decodeQuery(message: Buffer): Packet | null {
  try {
    const packet = decode(message)
    return packet.type === 'query' ? packet : null
  } catch {
    return null
  }
}

const udpSizeOf = (option: Answer | undefined) => (option?.type === 'OPT' ? option.udpPayloadSize : plainUdpBytes)

function buildPacket(query: Packet, reply: DnsReply, hasOptions: boolean): Packet {
  const desired = (query.flags ?? 0) & RECURSION_DESIRED
  const authoritative = reply.isAuthoritative ? AUTHORITATIVE_ANSWER : 0
  return {
    id: query.id ?? 0,
    type: 'response',
    flags: desired | RECURSION_AVAILABLE | authoritative | codeNumber(reply.code),
    questions: query.questions ?? [],
    answers: reply.answers.map(encodeRecord),
    authorities: (reply.authority ?? []).map(encodeRecord),
    additionals: hasOptions ? [optionRecord(reply)] : [],
  }
}

function optionRecord({ extendedError }: DnsReply): Answer {
  const options =
    extendedError === undefined ? [] : [{ code: extendedErrorOption, data: encodeError(extendedError), tags: [] }]
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: ownUdpBytes,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options,
  }
}

function encodeError({ code, text }: { readonly code: number; readonly text: string }): Buffer {
  const prefix = Buffer.alloc(2)
  prefix.writeUInt16BE(code)
  return Buffer.concat([prefix, Buffer.from(text, 'utf8')])
}

function truncate(packet: Packet, limit: number): Packet {
  const answers = [...(packet.answers ?? [])]
  const cut = { ...packet, authorities: [], flags: (packet.flags ?? 0) | TRUNCATED_RESPONSE }
  while (answers.length > 0) {
    answers.length = Math.floor(answers.length * 0.75)
    if (encode({ ...cut, answers }).length <= limit) break
  }
  return { ...cut, answers }
}
