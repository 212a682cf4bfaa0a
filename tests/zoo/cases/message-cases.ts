import { both, lookUp, reply } from '../serve-zone'
import { extendedError, writeRecord } from '../wire'
import type { ZooCase } from '../zoo-case'
import type { Asked } from '../zoo-server'

const zone = { 'a.test': both }
const unreadable = { v4: 'EBADRESP', v6: 'EBADRESP' }
const malformed = { code: 'RESOLVER_ERROR', severity: 'unknown', brokenAt: 'a.test', says: 'malformed' } as const

/** A reply with a hand-made answer section. */
function withAnswer(asked: Asked, answer: Buffer, count = 1): Buffer {
  const wire = Buffer.concat([reply({ ...asked, edns: false }), answer])
  wire.writeUInt16BE(count, 6)
  return wire
}

/** Messages that are broken, or hold what no sane server sends. */
export const messageCases: Record<string, ZooCase> = {
  'calls a compression pointer to itself malformed': {
    what: 'an owner name that points at itself',
    serve: (asked) => [
      withAnswer(asked, Buffer.from([0xc0, 12 + asked.question.length, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 1, 2, 3, 4])),
    ],
    expected: malformed,
    nodeDns: unreadable,
  },
  'calls two pointers at each other malformed': {
    what: 'two owner names, each a pointer to the other',
    serve: (asked) => {
      const at = 12 + asked.question.length
      const record = (to: number) => Buffer.from([0xc0, to, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 1, 2, 3, 4])
      return [withAnswer(asked, Buffer.concat([record(at + 16), record(at)]), 2)]
    },
    expected: malformed,
    nodeDns: unreadable,
  },
  'calls a reply cut without saying so malformed': {
    what: 'bytes missing at the end, TC not set',
    serve: (asked) => [reply({ ...asked, edns: false }, lookUp(zone, asked)).subarray(0, -2)],
    expected: malformed,
    nodeDns: unreadable,
  },
  'calls counts that promise more than there is malformed': {
    what: 'five answers by the header, one in the message',
    serve: (asked) => [reply(asked, { ...lookUp(zone, asked), counts: { answers: 5 } })],
    expected: malformed,
    nodeDns: unreadable,
  },
  'calls an address record of the wrong length malformed': {
    what: 'an A record of two bytes, an AAAA record of four',
    serve: (asked) => [
      reply(asked, {
        answers: [
          {
            owner: 'a.test',
            type: asked.type === 'A' ? 'A' : 'AAAA',
            data: Buffer.alloc(asked.type === 'A' ? 2 : 4, 9),
          },
        ],
      }),
    ],
    expected: malformed,
    nodeDns: unreadable,
  },
  'calls a name longer than its record malformed': {
    what: 'a CNAME whose data ends inside the name',
    serve: (asked) => {
      const wire = writeRecord({ owner: 'a.test', type: 'CNAME', data: 'b.test' })
      wire.writeUInt16BE(3, wire.length - 10)
      return [withAnswer(asked, wire)]
    },
    expected: malformed,
    nodeDns: unreadable,
  },
  'takes no record of another class': {
    what: 'an address of class CH',
    serve: (asked) => [
      reply(asked, { answers: (lookUp(zone, asked).answers ?? []).map((record) => ({ ...record, class: 3 })) }),
    ],
    expected: { code: 'NODATA', severity: 'critical', brokenAt: 'a.test' },
    nodeDns: { v4: 'ENODATA', v6: 'ENODATA' },
  },
  'escapes the text of an error': {
    what: 'SERVFAIL with EDE 22 and control characters, marks and 900 bytes of text',
    serve: (asked) => [
      reply(asked, {
        rcode: 2,
        options: [extendedError(22, `\u001b[31m\u202e<img src=x>\n%%{init}${'x'.repeat(900)}`)],
      }),
    ],
    expected: {
      code: 'SERVFAIL_UPSTREAM',
      severity: 'critical',
      brokenAt: 'a.test',
      says: '\\u{1b}[31m\\u{202e}<img src=x>\\u{a}',
    },
    nodeDns: { v4: 'ESERVFAIL', v6: 'ESERVFAIL' },
  },
  'asks for no name that no host can have': {
    what: 'a lone CNAME to a name with markup in it',
    serve: (asked) => [reply(asked, { answers: [{ owner: 'a.test', type: 'CNAME', data: '<img src=x>.test' }] })],
    expected: { code: 'INVALID_NAME', severity: 'critical', brokenAt: '\\060img\\032src=x\\062.test' },
    nodeDns: { v4: '', v6: '' },
  },
  'does not read one label with a dot in it as two': {
    what: 'a CNAME to the two labels evil.example and test',
    serve: (asked) => [reply(asked, { answers: [{ owner: 'a.test', type: 'CNAME', data: 'evil\\046example.test' }] })],
    expected: { code: 'INVALID_NAME', severity: 'critical', brokenAt: 'evil\\046example.test' },
    nodeDns: { v4: '', v6: '' },
  },
  'does not read a Kelvin sign as the letter k': {
    what: 'a CNAME to ban\u212a.test in UTF-8',
    serve: (asked) => [
      reply(asked, { answers: [{ owner: 'a.test', type: 'CNAME', data: 'ban\\226\\132\\170.test' }] }),
    ],
    expected: { code: 'INVALID_NAME', severity: 'critical', brokenAt: 'ban\\226\\132\\170.test' },
    nodeDns: { v4: '', v6: '' },
  },
}
