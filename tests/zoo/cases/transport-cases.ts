import { frame } from '@/lib/dns/tcp-frames'
import { both, lookUp, reply } from '../serve-zone'
import { truncated, writeName } from '../wire'
import type { ZooCase } from '../zoo-case'
import type { Asked } from '../zoo-server'

const zone = { 'a.test': both }
const ok = { code: 'OK', severity: 'ok', brokenAt: null } as const
const found = { v4: '203.0.113.1', v6: '2001:db8::1' }
const unreadable = { v4: 'EBADRESP', v6: 'EBADRESP' }
const silent = { v4: 'ETIMEOUT', v6: 'ETIMEOUT' }
const cut = { code: 'TRUNCATED_TCP_FAILED', severity: 'warning', brokenAt: 'a.test' } as const
const right = (asked: Asked) => reply(asked, lookUp(zone, asked))
const wrongAddress = { owner: 'a.test', type: 'A', data: '198.51.100.66' } as const

/** A right reply with some of its bytes changed. */
function changed(asked: Asked, change: (wire: Buffer) => void): Buffer {
  const wire = Buffer.from(right(asked))
  change(wire)
  return wire
}

/** What the way to the resolver does to messages. */
export const transportCases: Record<string, ZooCase> = {
  'asks over TCP when the reply is cut': {
    what: 'TC over UDP, the whole over TCP',
    serve: (asked) => [asked.transport === 'tcp' ? right(asked) : reply(asked, { flags: truncated })],
    expected: ok,
    nodeDns: found,
  },
  'asks over TCP when the reply is cut inside a record': {
    what: 'TC, and bytes missing at the end',
    serve: (asked) => {
      if (asked.transport === 'tcp') return [right(asked)]
      return [reply({ ...asked, edns: false }, { ...lookUp(zone, asked), flags: truncated }).subarray(0, -3)]
    },
    expected: ok,
    nodeDns: unreadable,
  },
  'says so when nothing listens on TCP': {
    what: 'TC, then a refused connection',
    serve: (asked) => [reply(asked, { flags: truncated })],
    tcp: false,
    expected: { ...cut, says: 'ECONNREFUSED' },
    nodeDns: { v4: 'ECONNREFUSED', v6: 'ECONNREFUSED' },
  },
  'says so when TCP hangs': {
    what: 'TC, then a connection without a reply',
    serve: (asked) => (asked.transport === 'tcp' ? 'silence' : [reply(asked, { flags: truncated })]),
    expected: { ...cut, says: 'no reply' },
    nodeDns: silent,
  },
  'says so when TCP is closed': {
    what: 'TC, then a connection that ends',
    serve: (asked) => (asked.transport === 'tcp' ? 'close' : [reply(asked, { flags: truncated })]),
    expected: { ...cut, says: 'closed' },
    nodeDns: { v4: 'ECONNREFUSED', v6: 'ECONNREFUSED' },
  },
  'says so when TCP carries rubbish': {
    what: 'TC, then bytes that are no reply',
    serve: (asked) => {
      if (asked.transport === 'udp') return [reply(asked, { flags: truncated })]
      const wire = right(asked).subarray(2)
      return [frame(Buffer.concat([wire.subarray(0, 12), Buffer.alloc(40, 0xff)]))]
    },
    expected: { ...cut, says: 'malformed' },
    nodeDns: unreadable,
  },
  'does not take a cut reply over TCP for an empty one': {
    what: 'TC over UDP and over TCP, without records',
    serve: (asked) => [reply(asked, { flags: truncated })],
    expected: { ...cut, says: 'cut' },
    nodeDns: { v4: 'ENODATA', v6: 'ENODATA' },
  },
  'asks without EDNS after FORMERR': {
    what: 'a server from before EDNS',
    serve: (asked) => [
      asked.edns ? reply(asked, { rcode: 1, question: Buffer.alloc(0), options: null }) : right(asked),
    ],
    expected: ok,
    nodeDns: found,
  },
  'asks without EDNS after BADVERS': {
    what: 'a server that knows no version of EDNS',
    serve: (asked) => [asked.edns ? reply(asked, { rcode: 16 }) : right(asked)],
    expected: ok,
    nodeDns: found,
  },
  'calls FORMERR that stays an error of the resolver': {
    what: 'FORMERR with EDNS and without',
    serve: (asked) => [reply(asked, { rcode: 1 })],
    expected: { code: 'RESOLVER_ERROR', severity: 'unknown', brokenAt: 'a.test', says: 'FORMERR' },
    nodeDns: { v4: 'EFORMERR', v6: 'EFORMERR' },
  },
  'waits for the right reply behind one with another id': {
    what: 'a forged reply that guessed the id wrong',
    serve: (asked) => [
      reply({ ...asked, id: asked.id ^ 1 }, { answers: [wrongAddress] }),
      { afterMs: 30, wire: right(asked) },
    ],
    expected: ok,
    nodeDns: found,
  },
  'waits for the right reply behind one to another question': {
    what: 'a reply with the right id for stranger.test',
    serve: (asked) => {
      const question = Buffer.concat([writeName('stranger.test'), asked.question.subarray(-4)])
      return [reply(asked, { question, answers: [{ ...wrongAddress, owner: 'stranger.test' }] }), right(asked)]
    },
    expected: ok,
    nodeDns: found,
  },
  'takes nothing from another port': {
    what: 'the right id and question, from a stranger',
    serve: (asked) => [{ stranger: reply(asked, { answers: [wrongAddress] }) }, { afterMs: 30, wire: right(asked) }],
    expected: ok,
    nodeDns: found,
  },
  'takes no question for a reply': {
    what: 'the QR bit is missing',
    serve: (asked) => [changed(asked, (wire) => wire.writeUInt16BE(0x0100, 2)), { afterMs: 30, wire: right(asked) }],
    expected: ok,
    nodeDns: found,
  },
  'takes an echo in another case for the same question': {
    what: 'A.TEST comes back',
    serve: (asked) => [
      reply(asked, {
        ...lookUp(zone, asked),
        question: Buffer.concat([writeName('A.TEST'), asked.question.subarray(-4)]),
      }),
    ],
    expected: ok,
    nodeDns: found,
  },
  'takes a large reply that was not cut': {
    what: '4000 bytes over UDP, above what was offered',
    serve: (asked) => {
      const more = Array.from({ length: 30 }, (_, index) => ({
        owner: `n${index}.stranger.test`,
        type: 'TXT' as const,
        data: 'x'.repeat(100),
      }))
      return [reply(asked, { answers: [...(lookUp(zone, asked).answers ?? []), ...more] })]
    },
    expected: ok,
    nodeDns: found,
  },
}
