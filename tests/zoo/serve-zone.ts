import { frame } from '@/lib/dns/tcp-frames'
import { extendedError, type ReplyToWrite, type WireRecord, writeReply } from './wire'
import type { Asked, Serve } from './zoo-server'

export type ZoneData = Readonly<Record<string, readonly (Omit<WireRecord, 'owner'> | Failure)[]>>

/** What a resolver says instead of records for a name. */
export interface Failure {
  rcode: number
  ede?: readonly (number | [code: number, text: string | Buffer])[]
}

const maxLinks = 40

/** One reply to one question, framed where it goes over TCP. */
export function reply(asked: Asked, what: Omit<ReplyToWrite, 'id' | 'question'> & { question?: Buffer } = {}): Buffer {
  const wire = writeReply({ id: asked.id, question: asked.question, options: asked.edns ? [] : null, ...what })
  return asked.transport === 'tcp' ? frame(wire) : wire
}

/** Serves a zone as a recursive server does: the whole chain in one reply, NXDOMAIN for what it lacks. */
export function serveZone(zone: ZoneData): Serve {
  return (asked) => [reply(asked, lookUp(zone, asked))]
}

/** The words of a recursive server for one question. */
export function lookUp(zone: ZoneData, asked: Asked): Omit<ReplyToWrite, 'id' | 'question'> {
  const answers: WireRecord[] = []
  let at = asked.name.toLowerCase()
  for (let links = 0; links < maxLinks; links += 1) {
    const entries = zone[at]
    if (entries === undefined) return { rcode: 3, answers }
    const failure = entries.find((entry) => 'rcode' in entry)
    if (failure !== undefined) return fail(failure, asked)
    const records = entries.flatMap((entry) => ('rcode' in entry ? [] : [{ ...entry, owner: at }]))
    const alias = asked.type === 'CNAME' ? undefined : records.find(({ type }) => type === 'CNAME')
    if (alias === undefined || typeof alias.data !== 'string') {
      return { answers: [...answers, ...records.filter(({ type }) => type === asked.type)] }
    }
    answers.push(alias)
    at = alias.data.toLowerCase()
  }
  return { rcode: 2 }
}

// A resolver that fails somewhere on the way says SERVFAIL about the whole, without what it found.
function fail({ rcode, ede = [] }: Failure, asked: Asked): Omit<ReplyToWrite, 'id' | 'question'> {
  if (!asked.edns) return { rcode }
  return {
    rcode,
    options: ede.map((error) => (typeof error === 'number' ? extendedError(error) : extendedError(...error))),
  }
}

export const alias = (data: string, ttl = 300): Omit<WireRecord, 'owner'>[] => [{ type: 'CNAME', data, ttl }]
export const v4 = (data = '203.0.113.1', ttl = 300): Omit<WireRecord, 'owner'> => ({ type: 'A', data, ttl })
export const v6 = (data = '2001:db8::1', ttl = 300): Omit<WireRecord, 'owner'> => ({ type: 'AAAA', data, ttl })
export const both = [v4(), v6()]

/** `a.test → n1.test → … ` with so many links, and what stands at the end. */
export function chainOf(links: number, last: ZoneData[string]): ZoneData {
  const name = (index: number) => (index === 0 ? 'a.test' : `n${index}.test`)
  const zone: Record<string, ZoneData[string]> = { [name(links)]: last }
  for (let index = 0; index < links; index += 1) zone[name(index)] = alias(name(index + 1))
  return zone
}
