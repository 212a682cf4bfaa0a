import { decode, encode } from 'dns-packet'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeQuestion, readReply } from '@/lib/dns/dns-message'
import { formatIpv6 } from '@/lib/dns/format-ipv6'
import { WireReader } from '@/lib/dns/wire-reader'
import { writeName } from '../../zoo/wire'

const question = { name: 'a.test', type: 'A' } as const

describe('readReply', () => {
  test('never throws, whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(['message', 'mismatch', 'malformed']).toContain(readReply(Buffer.from(bytes), 7, question).kind)
      }),
    )
  })

  test('never throws for a reply with bytes changed in it', () => {
    const wire = encode({
      type: 'response',
      id: 7,
      questions: [question],
      answers: [
        { name: 'a.test', type: 'CNAME', data: 'b.test', ttl: 60 },
        { name: 'b.test', type: 'A', data: '192.0.2.1', ttl: 60 },
      ],
      additionals: [
        {
          type: 'OPT',
          name: '.',
          udpPayloadSize: 1232,
          extendedRcode: 0,
          ednsVersion: 0,
          flags: 0,
          flag_do: false,
          options: [],
        },
      ],
    })
    const change = fc.tuple(fc.nat(wire.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const changed = Buffer.from(wire)
        for (const [at, byte] of changes) changed[at] = byte
        expect(['message', 'mismatch', 'malformed']).toContain(readReply(changed, 7, question).kind)
      }),
    )
  })

  test('refuses a header that promises thousands of records', () => {
    const wire = encode({ type: 'response', id: 7, questions: [question] })
    wire.writeUInt16BE(65_535, 6)
    expect(readReply(wire, 7, question).kind).toBe('malformed')
  })

  test('takes a reply cut inside a record for a truncated one', () => {
    const answers = [{ name: 'a.test', type: 'A' as const, data: '192.0.2.1', ttl: 60 }]
    const wire = encode({ type: 'response', id: 7, flags: 0x0200, questions: [question], answers })
    expect(readReply(wire.subarray(0, wire.length - 3), 7, question)).toMatchObject({
      kind: 'message',
      message: { isTruncated: true },
    })
  })

  test('takes no record of another class', () => {
    const answers = [{ name: 'a.test', type: 'A' as const, class: 'CH' as const, data: '192.0.2.1', ttl: 60 }]
    const wire = encode({ type: 'response', id: 7, questions: [question], answers })
    expect(readReply(wire, 7, question)).toMatchObject({ message: { records: [] } })
  })
})

test('a question asks for recursion and offers 1232 bytes', () => {
  const wire = encodeQuestion(0x1234, question, true)
  expect(wire.readUInt16BE(0)).toBe(0x1234)
  expect(wire.readUInt16BE(2)).toBe(0x0100)
  expect(wire.subarray(-11)).toEqual(Buffer.from([0, 0, 41, 0x04, 0xd0, 0, 0, 0, 0, 0, 0]))
})

describe('a question is read by another decoder as it was asked', () => {
  const longest = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`
  test.each(['.', 'test', 'api.example.com', '_db._tcp.x--1.example', longest])('%s', (name) => {
    for (const type of ['A', 'AAAA', 'CNAME'] as const) {
      const wire = encodeQuestion(7, { name, type }, true)
      const { questions, additionals } = decode(wire)
      expect(questions).toEqual([{ name, type, class: 'IN' }])
      expect(additionals).toMatchObject([{ name: '.', type: 'OPT', udpPayloadSize: 1232, ednsVersion: 0, options: [] }])
      expect(encodeQuestion(7, { name, type }, false)).toHaveLength(wire.length - 11)
    }
  })
})

test.each([
  ['API.Example.COM', 'api.example.com'],
  ['.', '.'],
  ['a b.test', 'a\\032b.test'],
  ['<b>.test', '\\060b\\062.test'],
  ['\\226\\128\\174.test', '\\226\\128\\174.test'],
  ['ban\\226\\132\\170.test', 'ban\\226\\132\\170.test'],
  ['a\\046b.test', 'a\\046b.test'],
  ['back\\092slash.test', 'back\\092slash.test'],
  ['_x.*.test', '_x.*.test'],
])('%j is written %s', (name, expected) => {
  expect(new WireReader(writeName(name), 0).name()).toBe(expected)
})

test.each([
  ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
  ['0000:0000:0000:0000:0000:0000:0000:0000', '::'],
  ['0000:0000:0000:0000:0000:0000:0000:0001', '::1'],
  ['2001:0db8:0000:0001:0001:0001:0001:0001', '2001:db8:0:1:1:1:1:1'],
  ['2001:0000:0000:0001:0000:0000:0000:0001', '2001:0:0:1::1'],
  ['2001:0db8:0000:0000:0001:0000:0000:0001', '2001:db8::1:0:0:1'],
  ['fe80:0001:0002:0003:0004:0005:0000:0000', 'fe80:1:2:3:4:5::'],
])('%s is written %s', (address, expected) => {
  expect(formatIpv6(Buffer.from(address.replaceAll(':', ''), 'hex'))).toBe(expected)
})
