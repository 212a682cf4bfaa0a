import { decode, encode, streamEncode } from 'dns-packet'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bareReply } from '../../../demo/dns/dns-message.ts'
import { addressRecord, cnameRecord } from '../../../demo/dns/dns-record.ts'
import { type DnsServer, serveDns } from '../../../demo/dns/serve-dns.ts'
import { sendTcp, sendUdp } from './raw-client.ts'

let server: DnsServer

beforeAll(async () => {
  server = await serveDns(async ({ question: { name } }) => {
    if (name === 'throws.test') throw new Error('a fault of the answering side')
    if (name === 'long.test') return { ...bareReply(0), answers: [cnameRecord(name, `${'a'.repeat(64)}.test`, 5)] }
    const addresses = Array.from({ length: 120 }, (_, index) => addressRecord(name, `198.51.100.${index}`, 5))
    return { ...bareReply(0), answers: name === 'many.test' ? addresses : addresses.slice(0, 1) }
  })
})
afterAll(() => server.stop())

const question = (name: string, udpPayloadSize?: number) =>
  encode({
    type: 'query',
    id: 77,
    flags: 0x0100,
    questions: [{ name, type: 'A' }],
    additionals:
      udpPayloadSize === undefined
        ? []
        : [
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
          ],
  })

async function ask(wire: Buffer) {
  const reply = await sendUdp(server, wire)
  if (reply === null) throw new Error('no reply')
  return { bytes: reply.length, ...decode(reply) }
}

describe('the DNS server', () => {
  it('echoes id, question and its case, and answers with the record', async () => {
    expect(await ask(question('One.Test'))).toMatchObject({
      id: 77,
      flag_qr: true,
      flag_rd: true,
      questions: [{ name: 'One.Test', type: 'A', class: 'IN' }],
      answers: [{ name: 'One.Test', type: 'A', ttl: 5, data: '198.51.100.0' }],
      additionals: [],
    })
  })

  it('cuts a reply to 512 bytes, or to what EDNS allows, and says so', async () => {
    const plain = await ask(question('many.test'))
    expect(plain).toMatchObject({ flag_tc: true })
    expect(plain.bytes).toBeLessThanOrEqual(512)
    const larger = await ask(question('many.test', 1232))
    expect(larger).toMatchObject({ flag_tc: true, additionals: [{ type: 'OPT' }] })
    expect(larger.bytes).toBeGreaterThan(1180)
    expect(larger.bytes).toBeLessThanOrEqual(1232)
    expect(await ask(question('many.test', 4096))).toMatchObject({ flag_tc: false, answers: { length: 120 } })
  })

  it('answers several questions on one TCP connection, however they are cut', async () => {
    const wire = streamEncode({ type: 'query', id: 1, questions: [{ name: 'many.test', type: 'A' }] })
    const both = Buffer.concat([wire, wire])
    const received = await sendTcp(server, [both.subarray(0, 1), both.subarray(1, 40), both.subarray(40)], 3900)
    const first = received.subarray(2, 2 + received.readUInt16BE(0))
    const second = received.subarray(2 + first.length)
    for (const reply of [first, second.subarray(2)]) expect(decode(reply).answers).toHaveLength(120)
  })

  it('is silent where a name cannot be written', async () => {
    expect(await sendUdp(server, question('long.test'))).toBeNull()
  })

  it('turns a fault of the answering side into SERVFAIL', async () => {
    const warned = new Promise((resolve) => process.once('warning', resolve))
    expect(await ask(question('throws.test'))).toMatchObject({ rcode: 'SERVFAIL' })
    expect(await warned).toMatchObject({ message: 'a fault of the answering side' })
  })

  it('refuses other classes, other EDNS versions, other operations and malformed questions', async () => {
    const altered = (at: number, value: number, size?: number) => {
      const wire = question('one.test', size)
      wire.writeUInt8(value, at)
      return ask(wire)
    }
    const opt = question('one.test').length
    expect(await altered(opt - 1, 3)).toMatchObject({ rcode: 'REFUSED' })
    expect(await altered(opt + 6, 1, 1232)).toMatchObject({ rcode: 'NOERROR', additionals: [{ extendedRcode: 1 }] })
    expect(await altered(2, 0x29)).toMatchObject({ rcode: 'NOTIMP' })
    expect(await altered(5, 2)).toMatchObject({ rcode: 'FORMERR' })
    expect(await altered(12, 0xff)).toMatchObject({ rcode: 'FORMERR' })
  })

  it('says nothing to a reply or to a scrap', async () => {
    const reply = question('one.test')
    reply.writeUInt8(0x81, 2)
    expect(await sendUdp(server, reply, 100)).toBeNull()
    expect(await sendUdp(server, Buffer.alloc(11), 100)).toBeNull()
  })

  it('survives any bytes', async () => {
    const base = question('one.test', 1232)
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.tuple(fc.nat(base.length - 1), fc.nat(255)).map(([at, value]) => {
        const wire = Buffer.from(base)
        wire.writeUInt8(value, at)
        return wire
      }),
    )
    const hostile = fc.sample(bytes, 400)
    await Promise.all(hostile.map((wire) => sendUdp(server, Buffer.from(wire), 50)))
    await sendTcp(server, [Buffer.from([0, 5, 1, 2]), Buffer.from([255, 255, 0])], 1)
    expect(await ask(question('one.test'))).toMatchObject({ answers: { length: 1 } })
  })
})
