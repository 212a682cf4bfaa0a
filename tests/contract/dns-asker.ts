import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { decode, encode, type Packet, RECURSION_DESIRED } from 'dns-packet'
import type { DnsAddress } from '../control-plane/dns-client.ts'

export type QueryType = 'A' | 'AAAA' | 'CNAME' | 'TXT' | 'SRV' | 'HTTPS' | 'MX' | 'NS' | 'SOA' | 'PTR'

/** An answer in words: records as `name TYPE data`, lower case and in order; `null` when none came in time. */
export interface DnsAnswer {
  readonly rcode: string
  readonly answers: readonly string[]
  readonly ttlSeconds: readonly number[]
  readonly isTruncated: boolean
  readonly authorities: readonly string[]
}

export interface DnsAsker {
  readonly ask: (name: string, type: QueryType, options?: DnsOptions) => Promise<DnsAnswer | null>
}

interface DnsOptions {
  readonly transport?: 'udp' | 'tcp'
  readonly timeoutMs?: number
}

/** Asks one DNS server raw questions, once each. */
export function createDnsAsker(server: DnsAddress): DnsAsker {
  return {
    ask: async (name, type, { transport = 'udp', timeoutMs = 1000 } = {}) => {
      const reply = await (transport === 'udp' ? overUdp : overTcp)(server, encodeQuery(name, type), timeoutMs)
      return reply === null ? null : describeReply(reply)
    },
  }
}

function encodeQuery(name: string, type: QueryType): Buffer {
  const id = Math.floor(Math.random() * 65_536)
  const questions = [{ name, type: type === 'HTTPS' ? ('A' as const) : type }]
  const query = encode({ type: 'query', id, flags: RECURSION_DESIRED, questions })
  // The library cannot name HTTPS (RFC 9460); a query ends with its type and class.
  if (type === 'HTTPS') query.writeUInt16BE(65, query.length - 4)
  return query
}

function overUdp(server: DnsAddress, query: Buffer, timeoutMs: number): Promise<Packet | null> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4')
    const finish = (reply: Packet | null) => {
      clearTimeout(timer)
      socket.close()
      resolve(reply)
    }
    const timer = setTimeout(() => finish(null), timeoutMs)
    socket.on('error', reject)
    socket.on('message', (message) => {
      if (message.readUInt16BE(0) === query.readUInt16BE(0)) finish(decode(message))
    })
    socket.send(query, server.port, server.host)
  })
}

function overTcp(server: DnsAddress, query: Buffer, timeoutMs: number): Promise<Packet | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, server.host)
    let received = Buffer.alloc(0)
    const finish = (reply: Packet | null) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(reply)
    }
    const timer = setTimeout(() => finish(null), timeoutMs)
    socket.on('error', reject)
    socket.on('close', () => finish(null))
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      const length = received.length < 2 ? Number.POSITIVE_INFINITY : received.readUInt16BE(0)
      if (received.length >= length + 2) finish(decode(received.subarray(2, length + 2)))
    })
    const length = Buffer.alloc(2)
    length.writeUInt16BE(query.length)
    socket.write(Buffer.concat([length, query]))
  })
}

function describeReply(reply: Packet): DnsAnswer {
  const answers = [...(reply.answers ?? [])]
  return {
    rcode: 'rcode' in reply ? String(reply.rcode) : '',
    answers: answers.map(describeRecord),
    ttlSeconds: answers.map((record) => ('ttl' in record ? (record.ttl ?? 0) : 0)),
    isTruncated: 'flag_tc' in reply && reply.flag_tc === true,
    authorities: (reply.authorities ?? []).map((record) => record.type),
  }
}

function describeRecord(record: NonNullable<Packet['answers']>[number]): string {
  const data = 'data' in record ? record.data : ''
  const text = typeof data === 'string' ? data : Array.isArray(data) ? data.join('') : JSON.stringify(data)
  return `${record.name} ${record.type} ${text}`
    .toLowerCase()
    .replace(/^(\S+ )(\S+)/, (_, name, type) => name + type.toUpperCase())
}
