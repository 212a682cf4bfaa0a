import { randomInt } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createDnsClient } from '@/lib/dns/dns-client'
import { type DnsMessage, encodeQuestion, type Question, type ReadMessage, readReply } from '@/lib/dns/dns-message'
import { walkName } from '@/lib/dns/walk-name'
import { judgeWalk } from '@/lib/domain/resolution/judge-walk'
import { outcomeCodes } from '@/lib/domain/resolution/verdict'
import type { Reply } from '@/lib/domain/resolution/walk-trace'
import { realClock } from '../lib/dns/real-clock'
import { mutate, seededRandom } from './mutate'
import { both, chainOf, lookUp, reply } from './serve-zone'
import { extendedError } from './wire'
import { type Asked, startZooServer } from './zoo-server'

const packets = 20_000
// Two families, each asked for addresses and for links on every one of seventeen names, and once more hop by hop.
const mostQuestions = 2 * 2 * 2 * 17
const zone = { ...chainOf(6, both), 'odd.test': [{ rcode: 2, ede: [[22, 'no server'] as [number, string]] }] }

test('20,000 mutated messages: the decoder never throws, and lets nothing through that could harm a page', () => {
  const random = seededRandom(1)
  const question: Question = { name: 'a.test', type: 'A' }
  const kinds = new Map<ReadMessage['kind'], number>()
  let settledAt = 0
  for (let index = 0; index < packets; index += 1) {
    const read = readReply(mutatedReply(question, 7, random), 7, question)
    kinds.set(read.kind, (kinds.get(read.kind) ?? 0) + 1)
    if (read.kind === 'message' && !isHarmless(read.message)) expect.fail(JSON.stringify(read.message))
    if (index === packets / 4) settledAt = heapInUse()
  }
  expect(heapInUse() - settledAt).toBeLessThan(3_000_000)
  expect([...kinds.keys()].sort()).toEqual(['malformed', 'message', 'mismatch'])
  for (const count of kinds.values()) expect(count).toBeGreaterThan(packets / 100)
}, 120_000)

test('20,000 mutated messages: every walk ends, after a bounded number of questions, in a verdict', async () => {
  const random = seededRandom(2)
  let sent = 0
  let settledAt = 0
  for (let walks = 0; sent < packets; walks += 1) {
    const before = sent
    const ask = async (name: string, type: Question['type']): Promise<Reply> => {
      sent += 1
      const question = { name, type }
      return toReply(readReply(mutatedReply(question, 7, random), 7, question))
    }
    const name = walks % 10 === 0 ? 'odd.test' : 'a.test'
    const families = await walkName(name, ask)
    if (sent - before > mostQuestions) expect.fail(`${sent - before} questions for one walk`)
    const { verdict } = judgeWalk({ name, resolver: 'r', askedAt: null, elapsedMs: 0, questions: 0, families })
    if (!outcomeCodes.includes(verdict.code) || !/^[^\p{Cc}\p{Cf}]{1,2000}$/u.test(verdict.summary)) {
      expect.fail(JSON.stringify(verdict))
    }
    if (settledAt === 0 && sent > packets / 4) settledAt = heapInUse()
  }
  expect(heapInUse() - settledAt).toBeLessThan(3_000_000)
}, 120_000)

test('2,000 mutated messages over UDP and TCP: the client throws nothing and answers everybody', async () => {
  const random = seededRandom(3)
  const server = await startZooServer((asked) => {
    const wire = mutate(reply({ ...asked, transport: 'udp' }, lookUp(zone, asked)), random, 12 + asked.question.length)
    return asked.transport === 'udp' ? [wire] : [frameOf(wire, asked)]
  })
  const pace = { perSecond: 100_000, burst: 1000, inFlight: 64, waiting: 4096 }
  const limits = { patienceMs: 150, pace, silence: { silentQuestions: 1e9, silentNames: 3, probeEveryMs: 5000 } }
  const client = createDnsClient({ clock: realClock, randomId: () => randomInt(65_536), limits })
  try {
    while (server.seen.length < 2000) {
      const traces = await Promise.all(
        Array.from({ length: 32 }, (_, index) => client.walk(`n${index % 6}.test`, server.address)),
      )
      for (const trace of traces) expect(outcomeCodes).toContain(judgeWalk(trace).verdict.code)
    }
  } finally {
    await client.close()
    await server.close()
  }
}, 20_000)

function mutatedReply(question: Question, id: number, random: () => number): Buffer {
  const edns = random() < 0.7
  const asked: Asked = {
    id,
    ...question,
    edns,
    transport: 'udp',
    times: 1,
    question: encodeQuestion(id, question, false).subarray(12),
  }
  const options = [extendedError(Math.floor(random() * 30), '\u202ewords\n'), extendedError(15)]
  const wire = reply(asked, { ...(edns ? { options } : {}), ...lookUp(zone, asked) })
  // Most changes come behind the question, so that they are read at all.
  return mutate(wire, random, random() < 0.8 ? 12 + asked.question.length : 0)
}

function frameOf(wire: Buffer, asked: Asked): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(asked.times % 5 === 0 ? wire.length + 3 : wire.length)
  return Buffer.concat([length, wire])
}

function toReply(read: ReadMessage): Reply {
  if (read.kind === 'mismatch') return { kind: 'timeout', why: 'no reply' }
  if (read.kind === 'malformed') return { kind: 'malformed', why: 'the reply was malformed' }
  const { rcode, extendedErrors, records } = read.message
  return {
    kind: 'reply',
    rcode,
    extendedErrors,
    records: records.map((record) => ({ ...record, ttlHighestSeconds: record.ttlSeconds })),
  }
}

function isHarmless({ rcode, records, extendedErrors }: DnsMessage): boolean {
  return (
    rcode >= 0 &&
    rcode < 4096 &&
    records.length <= 512 &&
    records.every(({ owner, data, ttlSeconds }) => isName(owner) && isName(data) && ttlSeconds < 2 ** 31) &&
    extendedErrors.length <= 8 &&
    extendedErrors.every(({ text }) => text.length < 3000 && !/[\p{Cc}\p{Cf}]/u.test(text))
  )
}

function isName(text: string): boolean {
  return /^[a-z0-9._*/:+=~!\\-]+$/.test(text) && text.length <= 1020
}

function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}
