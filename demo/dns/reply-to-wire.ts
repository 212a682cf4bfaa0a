import { bareReply, classIn, type DnsQuery, type DnsReply, rcodes, type Transport } from './dns-message.ts'
import { readQuery } from './read-query.ts'
import { writeReply } from './write-reply.ts'

/** Answers one question; null means that no reply is sent at all. */
export type AnswerQuery = (query: DnsQuery) => Promise<DnsReply | null>

/** Reads a message, has it answered and gives the reply's wire form; null when there is to be none. Never rejects. */
export async function replyToWire(wire: Buffer, transport: Transport, answer: AnswerQuery): Promise<Buffer | null> {
  const read = readQuery(wire, transport)
  if (read.kind === 'ignored') return null
  if (read.kind === 'rejected') return read.wire
  const reply = await answerOrFail(read.query, answer)
  if (reply === null) return null
  try {
    return writeReply(read.query, reply)
  } catch (error) {
    // A label over 63 bytes cannot be written: CoreDNS then says nothing at all.
    if (error instanceof RangeError) return null
    throw error
  }
}

async function answerOrFail(query: DnsQuery, answer: AnswerQuery): Promise<DnsReply | null> {
  if (query.edns !== null && query.edns.version !== 0) return bareReply(rcodes.badVers)
  if (query.question.class !== classIn) return bareReply(rcodes.refused)
  try {
    return await answer(query)
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error))
    return bareReply(rcodes.servFail)
  }
}
