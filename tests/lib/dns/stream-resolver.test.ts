import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { decode, encode } from 'dns-packet'
import { afterEach, describe, expect, test } from 'vitest'
import { createDnsClient, type DnsClient } from '@/lib/dns/dns-client'
import { type DnsLimits, defaultDnsLimits } from '@/lib/dns/dns-limits'
import type { StreamResolver } from '@/lib/dns/resolver-address'
import { ManualClock } from '../kubernetes/manual-clock'
import { realClock } from './real-clock'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

interface Way extends StreamResolver {
  streams: Socket[]
  opened: number
}

/** A way to a TCP port of loopback that counts its streams; `refuse` says why it does not open, null when it does. */
function wayTo(port: number, refuse: (times: number) => string | null = () => null): Way {
  const way: Way = {
    name: 'by stream',
    streams: [],
    opened: 0,
    open: async (signal): Promise<Duplex> => {
      way.opened += 1
      const why = refuse(way.opened)
      if (why !== null) throw new Error(why)
      const socket = connect({ host: '127.0.0.1', port, signal })
      await once(socket, 'connect')
      way.streams.push(socket)
      return socket
    },
  }
  return way
}

function client(limits: Partial<DnsLimits> = {}): DnsClient {
  const made = createDnsClient({
    clock: realClock,
    randomId: () => randomInt(65_536),
    limits: { patienceMs: 5000, ...limits },
  })
  open.push(made)
  return made
}

interface Seen {
  id: number
  name: string
}

interface Connection {
  seen: Seen[]
  socket: Socket
  /** Answers a question with an address. */
  send(question: Seen, wire?: Partial<Seen>): void
}

/** A DNS server over TCP that does as told with each question; `connections` are all that were ever made. */
async function serve(onQuestion: (question: Seen, connection: Connection) => void) {
  const connections: Connection[] = []
  const server = createServer((socket) => {
    const connection: Connection = {
      seen: [],
      socket,
      send: (question, other) => socket.write(reply({ ...question, ...other })),
    }
    connections.push(connection)
    socket.on('error', () => socket.destroy())
    let held = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk])
      while (held.length >= 2 && held.length >= 2 + held.readUInt16BE(0)) {
        const end = 2 + held.readUInt16BE(0)
        const query = decode(held.subarray(2, end))
        held = held.subarray(end)
        const question = { id: query.id ?? 0, name: query.questions?.[0]?.name ?? '' }
        connection.seen.push(question)
        onQuestion(question, connection)
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push({
    close: async () => {
      for (const { socket } of connections) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  })
  const address = server.address()
  return { port: typeof address === 'object' && address !== null ? address.port : 0, connections }
}

function reply({ id, name }: Seen): Buffer {
  const wire = encode({
    type: 'response',
    id,
    questions: [{ type: 'CNAME', class: 'IN', name }],
    answers: [{ type: 'CNAME', class: 'IN', name, ttl: 30, data: `to.${name}` }],
  })
  const length = Buffer.alloc(2)
  length.writeUInt16BE(wire.length)
  return Buffer.concat([length, wire])
}

const answerAll = (question: Seen, { send }: Connection) => send(question)

/** What the names came to: where each leads, or how its question failed. */
async function ask(dns: DnsClient, way: StreamResolver, ...names: string[]): Promise<string[]> {
  const answers = await Promise.all(names.map((name) => dns.cname(name, way)))
  return answers.map(({ hop, reply: { kind } }) => hop?.data ?? kind)
}

describe('a resolver behind streams', () => {
  test('is asked over one stream, which is kept open', async () => {
    const server = await serve(answerAll)
    const way = wayTo(server.port)
    const dns = client()
    expect(await ask(dns, way, 'a.test')).toEqual(['to.a.test'])
    expect(await ask(dns, way, 'b.test')).toEqual(['to.b.test'])
    expect(way.opened).toBe(1)
    expect((await dns.cname('a.test', way)).resolver).toBe('by stream')
  })

  test('gets many questions at once and may answer them in any order', async () => {
    const server = await serve((_, { seen, send }) => {
      if (seen.length === 3) for (const question of seen.toReversed()) send(question)
    })
    const names = ['a.test', 'b.test', 'c.test']
    expect(await ask(client(), wayTo(server.port), ...names)).toEqual(names.map((name) => `to.${name}`))
    expect(new Set(server.connections[0]?.seen.map(({ id }) => id)).size).toBe(3)
  })

  test('is not believed about another id or another question', async () => {
    const server = await serve((question, { send }) => {
      send(question, { id: (question.id + 1) & 0xffff })
      send(question, { name: 'stranger.test' })
      send(question)
    })
    expect(await ask(client(), wayTo(server.port), 'a.test')).toEqual(['to.a.test'])
  })

  test('is asked again over a new stream when the first breaks off', async () => {
    const server = await serve((question, connection) => {
      if (server.connections.length === 1) connection.socket.destroy()
      else connection.send(question)
    })
    const way = wayTo(server.port)
    expect(await ask(client(), way, 'a.test')).toEqual(['to.a.test'])
    expect(way.opened).toBe(2)
  })

  test('may close an idle stream: the next question opens another at once', async () => {
    const server = await serve(answerAll)
    const way = wayTo(server.port)
    const dns = client()
    for (let round = 1; round <= 5; round += 1) {
      expect(await ask(dns, way, `${round}.test`)).toEqual([`to.${round}.test`])
      expect(way.opened).toBe(round)
      const [stream] = way.streams.slice(-1)
      server.connections.at(-1)?.socket.end()
      await expect.poll(() => stream?.destroyed).toBe(true)
    }
  })

  test('gets a few streams when it is busy, never more', async () => {
    const server = await serve((question, { send }) => setTimeout(() => send(question), 20))
    const way = wayTo(server.port)
    const names = Array.from({ length: 60 }, (_, number) => `${number}.test`)
    expect(await ask(client(), way, ...names)).toEqual(names.map((name) => `to.${name}`))
    expect(way.opened).toBeGreaterThan(1)
    expect(way.opened).toBeLessThanOrEqual(defaultDnsLimits.streams.count)
  })

  test('gives those their time who wait behind a slow question', async () => {
    // A server that takes its time for each question in turn, as CoreDNS does on one connection.
    let queue = Promise.resolve()
    const server = await serve((question, { send }) => {
      queue = queue.then(() => new Promise((resolve) => setTimeout(resolve, 350))).then(() => send(question))
    })
    const dns = client({ patienceMs: 500, streams: { ...defaultDnsLimits.streams, count: 1 } })
    expect(await ask(dns, wayTo(server.port), 'a.test', 'b.test', 'c.test')).toEqual([
      'to.a.test',
      'to.b.test',
      'to.c.test',
    ])
  })

  test('that answers nothing is a timeout, and after three in a row its stream is given up for another', async () => {
    const server = await serve((question, connection) => {
      if (server.connections.length > 1) connection.send(question)
    })
    const way = wayTo(server.port)
    const faults: string[] = []
    const told: StreamResolver = {
      ...way,
      open: async (signal) => (await way.open(signal)).once('error', ({ message }) => faults.push(message)),
    }
    const dns = client({ patienceMs: 100 })
    expect(await ask(dns, told, 'a.test', 'b.test', 'c.test')).toEqual(['timeout', 'timeout', 'timeout'])
    await expect.poll(() => faults).toEqual(['3 questions in a row had no reply'])
    await expect.poll(() => ask(dns, told, 'd.test'), { timeout: 4000 }).toEqual(['to.d.test'])
  })

  test('whose reply is garbage gave a malformed one', async () => {
    const server = await serve(({ id }, { socket }) => {
      const wire = Buffer.alloc(22, 0xff)
      wire.writeUInt16BE(20)
      wire.writeUInt16BE(id, 2)
      wire.writeUInt16BE(0x8000, 4)
      wire.writeUInt16BE(1, 6)
      wire.fill(0, 8, 14)
      socket.write(wire)
    })
    expect(await ask(client(), wayTo(server.port), 'a.test')).toEqual(['malformed'])
  })
})

describe('a way that does not open', () => {
  test('leaves the question unsent and says why in its own words, without control characters', async () => {
    const way = wayTo(1, () => 'cannot create resource "pods/portforward"\u0007')
    const { reply: answer } = await client().cname('a.test', way)
    expect(answer).toEqual({
      kind: 'unsent',
      why: 'the way to it cannot be opened: cannot create resource "pods/portforward"\\u{7}',
    })
  })

  test('is tried again ever more seldom, however many ask: a dozen times in three minutes', async () => {
    const way = wayTo(1, () => 'no')
    const clock = new ManualClock()
    const dns = createDnsClient({ clock, randomId: () => randomInt(65_536) })
    open.push(dns)
    for (let second = 0; second < 180; second += 1) {
      expect(await ask(dns, way, 'a.test', 'b.test')).toEqual(['unsent', 'unsent'])
      clock.advance(1000)
    }
    expect(way.opened).toBe(12)
  })

  test('is told of as silent, with its own words, when many names wait for it', async () => {
    const way = wayTo(1, () => 'cannot create resource "pods/portforward"')
    const dns = client()
    const names = Array.from({ length: 12 }, (_, index) => `n${index}.test`)
    expect(dns.health()).toEqual([])
    for (const name of names) await ask(dns, way, name)
    const why = 'the way to it cannot be opened: cannot create resource "pods/portforward"'
    expect(dns.health()).toEqual([{ resolver: way.name, silence: { since: expect.any(String), why } }])
    const { reply: answer } = await dns.cname('late.test', way)
    expect(answer).toMatchObject({ kind: 'unsent', why: expect.stringContaining(why) })
  })

  test('heals by itself', async () => {
    const server = await serve(answerAll)
    const way = wayTo(server.port, (times) => (times <= 3 ? 'not yet' : null))
    const dns = client()
    expect(await ask(dns, way, 'a.test')).toEqual(['unsent'])
    await expect.poll(() => ask(dns, way, 'a.test'), { timeout: 4000 }).toEqual(['to.a.test'])
  })

  test('that breaks off again and again before a reply is no fault of the name', async () => {
    const server = await serve((_, { socket }) => socket.destroy())
    const { reply: answer } = await client().cname('a.test', wayTo(server.port))
    expect(answer).toEqual({ kind: 'given-up', why: 'the way to it broke off: the stream was closed' })
  })

  test('that hangs is given up with its question', async () => {
    const way: StreamResolver = {
      name: 'hanging',
      open: (signal) =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('given up')), { once: true }),
        ),
    }
    expect(await ask(client({ patienceMs: 100 }), way, 'a.test')).toEqual(['unsent'])
  })
})

test('two ways of one name are two resolvers: the answers of one are never those of the other', async () => {
  const silent = await serve(() => undefined)
  const answering = await serve(answerAll)
  const dns = client({ patienceMs: 150 })
  const [first, second] = await Promise.all([
    ask(dns, wayTo(silent.port), 'a.test'),
    ask(dns, wayTo(answering.port), 'a.test'),
  ])
  expect([first, second]).toEqual([['timeout'], ['to.a.test']])
})

test('closing the client gives up what is open and leaves no stream behind', async () => {
  const server = await serve(() => undefined)
  const way = wayTo(server.port)
  const dns = client({ patienceMs: 5000 })
  const answer = ask(dns, way, 'a.test')
  await expect.poll(() => server.connections[0]?.seen.length).toBe(1)
  await dns.close()
  expect(await answer).toEqual(['given-up'])
  await expect.poll(() => way.streams[0]?.destroyed).toBe(true)
})
