import { randomInt } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import type { DnsAddress } from '../control-plane/dns-client.ts'
import { hostName } from './estate.ts'
import { realClock } from './real-clock.ts'
import { resolveAlias } from './resolve-alias.ts'
import { median } from './statistics.ts'

export interface DnsMeasure {
  readonly engine: DnsRate
  readonly node: DnsRate
}

export interface DnsRate {
  readonly perSecond: number
  /** Processor time of this process for one question. */
  readonly cpuMicros: number
}

interface Round {
  readonly questions: number
  readonly elapsedMs: number
  readonly cpuMicros: number
}

const atOnce = 64

/** The DNS engine and node:dns on the same names at the same server, in turns: addresses of both families, the engine with whole chains. */
export async function measureDns(server: DnsAddress, names: number, rounds: number): Promise<DnsMeasure> {
  resolveAlias()
  const { createDnsClient } = await import('../../lib/dns/dns-client.ts')
  const client = createDnsClient({
    clock: realClock,
    randomId: () => randomInt(0, 65_536),
    limits: { pace: { perSecond: 1e9, burst: 1e9, inFlight: 4 * atOnce, waiting: 4096 } },
  })
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  resolver.setServers([`${server.host}:${server.port}`])
  const walk = async (name: string) => (await client.walk(name, server)).questions
  const resolve = async (name: string) => {
    await Promise.allSettled([resolver.resolve4(name, { ttl: true }), resolver.resolve6(name, { ttl: true })])
    return 2
  }
  const engine: Round[] = []
  const node: Round[] = []
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const engineRound = await runRound(walk, names)
      const nodeRound = await runRound(resolve, names)
      // The first round warms both up.
      if (round > 0) {
        engine.push(engineRound)
        node.push(nodeRound)
      }
    }
  } finally {
    await client.close()
  }
  return { engine: rateOf(engine), node: rateOf(node) }
}

async function runRound(ask: (name: string) => Promise<number>, names: number): Promise<Round> {
  const startedAt = performance.now()
  const cpuBefore = process.cpuUsage()
  let next = 0
  let questions = 0
  const work = async () => {
    while (next < names) {
      const asked = await ask(hostName(next++))
      questions += asked
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const { user, system } = process.cpuUsage(cpuBefore)
  return { questions, elapsedMs: performance.now() - startedAt, cpuMicros: user + system }
}

function rateOf(rounds: readonly Round[]): DnsRate {
  return {
    perSecond: median(rounds.map(({ questions, elapsedMs }) => (questions * 1000) / elapsedMs)),
    cpuMicros: median(rounds.map(({ questions, cpuMicros }) => cpuMicros / questions)),
  }
}
