import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram'
import { createServer, type Server, type Socket } from 'node:net'
import { type Answer, decode, encode } from 'dns-packet'
import type { ResolverAddress } from '@/lib/dns/resolver-address'

export interface ZoneRecord {
  type: 'A' | 'AAAA' | 'CNAME'
  data: string
  ttl?: number
}

/** What the server does with one question. Without `answers` and `rcode` it answers from its zone. */
export interface Behaviour {
  rcode?: number
  answers?: (ZoneRecord & { name: string })[]
  ede?: { code: number; text?: string }[]
  drop?: boolean
  delayMs?: number
  truncate?: boolean
  malformed?: boolean
  /** Answers FORMERR with a bare header to whoever sends EDNS. */
  refuseEdns?: boolean
  /** Sends these wrong replies before the right one. */
  before?: ('id' | 'source' | 'question' | 'query')[]
}

export interface SeenQuestion {
  name: string
  type: string
  edns: boolean
  transport: 'udp' | 'tcp'
}

export type Script = Behaviour | ((timesAsked: number) => Behaviour)

/** A recursive name server of its own on loopback, over UDP and TCP: a zone, and scripts for single names (`*` for all). */
export interface DnsServer {
  address: ResolverAddress
  seen: SeenQuestion[]
  zone: Map<string, ZoneRecord[]>
  scripts: Map<string, Script>
  stopTcp(): Promise<void>
  close(): Promise<void>
}

export async function startDnsServer(zone: Record<string, ZoneRecord[]> = {}): Promise<DnsServer> {
  const udp = createSocket('udp4')
  const stranger = createSocket('udp4')
  const open = new Set<Socket>()
  const timers = new Set<NodeJS.Timeout>()
  const state: State = { zone: new Map(Object.entries(zone)), scripts: new Map(), seen: [], times: new Map() }
  udp.on('message', (wire, remote) => {
    const reply = answer(state, wire, 'udp')
    if (reply === null) return
    sendUdp(reply, remote)
  })
  const tcp = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      const reply = answer(state, chunk.subarray(2), 'tcp')
      if (reply !== null) later(reply, () => socket.write(framed(reply.wire)))
    })
  })
  await listenBoth(udp, tcp)

  function later(reply: MadeReply, send: () => void): void {
    if (reply.delayMs === 0) {
      send()
      return
    }
    const timer = setTimeout(() => {
      timers.delete(timer)
      send()
    }, reply.delayMs)
    timers.add(timer)
  }

  function sendUdp(reply: MadeReply, remote: RemoteInfo): void {
    later(reply, () => {
      for (const { wire, fromStranger } of reply.before) {
        ;(fromStranger ? stranger : udp).send(wire, remote.port, remote.address)
      }
      udp.send(reply.wire, remote.port, remote.address)
    })
  }

  const stopTcp = () =>
    new Promise<void>((resolve) => {
      for (const socket of open) socket.destroy()
      if (tcp.listening) tcp.close(() => resolve())
      else resolve()
    })
  return {
    ...state,
    address: { host: '127.0.0.1', port: udp.address().port },
    stopTcp,
    close: async () => {
      for (const timer of timers) clearTimeout(timer)
      udp.close()
      stranger.close()
      await stopTcp()
    },
  }
}

interface State {
  zone: Map<string, ZoneRecord[]>
  scripts: Map<string, Script>
  seen: SeenQuestion[]
  /** How often each name and type was asked. */
  times: Map<string, number>
}

interface MadeReply {
  wire: Buffer
  before: { wire: Buffer; fromStranger: boolean }[]
  delayMs: number
}

function answer(state: State, wire: Buffer, transport: 'udp' | 'tcp'): MadeReply | null {
  const query = decode(wire)
  const question = query.questions?.[0]
  if (question === undefined) return null
  const edns = (query.additionals ?? []).some(({ type }) => type === 'OPT')
  const { name, type } = question
  state.seen.push({ name, type, edns, transport })
  const script = findScript(state, name, type)
  const times = (state.times.get(`${name} ${type}`) ?? 0) + 1
  state.times.set(`${name} ${type}`, times)
  const behaviour = typeof script === 'function' ? script(times) : script
  if (behaviour.drop) return null
  const id = query.id ?? 0
  const made = (buffer: Buffer, before: MadeReply['before'] = []): MadeReply => ({
    wire: buffer,
    before,
    delayMs: behaviour.delayMs ?? 0,
  })
  if (behaviour.malformed) return made(malformed(id))
  if (behaviour.refuseEdns && edns) return made(encode({ type: 'response', id, flags: 1 }))
  const found = lookUp(state.zone, name, type)
  const rcode = behaviour.rcode ?? (behaviour.answers === undefined ? found.rcode : 0)
  const isCut = behaviour.truncate === true && transport === 'udp'
  const answers = isCut ? [] : (behaviour.answers ?? (behaviour.rcode === undefined ? found.answers : []))
  const flags = rcode | (isCut ? 0x0200 : 0)
  const packet = { type: 'response' as const, id, flags, questions: [question], answers: answers.map(toAnswer) }
  const options = (behaviour.ede ?? []).map(({ code, text = '' }) => toEdeOption(code, text))
  const reply = appendOpt(encode(packet), edns ? options : null)
  const before = (behaviour.before ?? []).map((kind) => ({
    wire: wrongReply(kind, reply, packet),
    fromStranger: kind === 'source',
  }))
  return made(reply, before)
}

function findScript(state: State, name: string, type: string): Script {
  return (
    state.scripts.get(`${name} ${type}`) ??
    state.scripts.get(name) ??
    state.scripts.get(`* ${type}`) ??
    state.scripts.get('*') ??
    {}
  )
}

function lookUp(
  zone: State['zone'],
  name: string,
  type: string,
): { rcode: number; answers: (ZoneRecord & { name: string })[] } {
  const answers: (ZoneRecord & { name: string })[] = []
  let at = name.toLowerCase()
  for (let links = 0; links < 40; links += 1) {
    const records = zone.get(at)
    if (records === undefined) return { rcode: 3, answers }
    const alias = records.find((record) => record.type === 'CNAME')
    if (alias === undefined || type === 'CNAME') {
      for (const record of records) if (record.type === type) answers.push({ ...record, name: at })
      return { rcode: 0, answers }
    }
    answers.push({ ...alias, name: at })
    at = alias.data
  }
  return { rcode: 2, answers: [] }
}

function toAnswer(record: ZoneRecord & { name: string }): Answer {
  return { name: record.name, type: record.type, class: 'IN', ttl: record.ttl ?? 300, data: record.data }
}

function wrongReply(
  kind: 'id' | 'source' | 'question' | 'query',
  reply: Buffer,
  packet: { id: number; questions: { name: string; type: string }[] },
): Buffer {
  const copy = Buffer.from(reply)
  if (kind === 'id') copy.writeUInt16BE((packet.id + 1) & 0xffff)
  if (kind === 'query') copy.writeUInt16BE(copy.readUInt16BE(2) & 0x7fff, 2)
  if (kind !== 'question') return copy
  const questions = [{ name: 'stranger.test', type: 'A' as const }]
  return encode({
    type: 'response',
    id: packet.id,
    questions,
    answers: [toAnswer({ name: 'stranger.test', type: 'A', data: '192.0.2.66' })],
  })
}

function malformed(id: number): Buffer {
  const wire = Buffer.alloc(20, 0xff)
  wire.writeUInt16BE(id)
  wire.writeUInt16BE(0x8000, 2)
  wire.writeUInt16BE(1, 4)
  return Buffer.concat([wire.subarray(0, 6), Buffer.alloc(6), wire.subarray(12)])
}

// dns-packet's types know no Extended DNS Error, so the OPT record is written by hand (RFC 6891 §6.1.2, RFC 8914 §2).
function toEdeOption(code: number, text: string): Buffer {
  const words = Buffer.from(text)
  const head = Buffer.alloc(6)
  head.writeUInt16BE(15)
  head.writeUInt16BE(words.length + 2, 2)
  head.writeUInt16BE(code, 4)
  return Buffer.concat([head, words])
}

function appendOpt(wire: Buffer, options: Buffer[] | null): Buffer {
  if (options === null) return wire
  const data = Buffer.concat(options)
  const head = Buffer.from([0, 0, 41, 0x04, 0xd0, 0, 0, 0, 0, 0, 0])
  head.writeUInt16BE(data.length, 9)
  const copy = Buffer.from(wire)
  copy.writeUInt16BE(copy.readUInt16BE(10) + 1, 10)
  return Buffer.concat([copy, head, data])
}

function framed(wire: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(wire.length)
  return Buffer.concat([length, wire])
}

// A free UDP port may be taken for TCP: then another one is tried.
async function listenBoth(udp: UdpSocket, tcp: Server, triesLeft = 20): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    tcp.once('error', reject)
    tcp.listen(0, '127.0.0.1', resolve)
  })
  const address = tcp.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const isBound = await new Promise<boolean>((resolve) => {
    udp.once('error', () => resolve(false))
    udp.bind(port, '127.0.0.1', () => resolve(true))
  })
  if (isBound) return
  if (triesLeft === 0) throw new Error('no port is free for both UDP and TCP')
  await new Promise((resolve) => tcp.close(resolve))
  await listenBoth(udp, tcp, triesLeft - 1)
}
