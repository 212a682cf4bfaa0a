import { randomInt } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import { createDnsClient } from '@/lib/dns/dns-client'
import type { ResolverAddress } from '@/lib/dns/resolver-address'
import { chainNames } from '@/lib/domain/resolution/chain-names'
import { judgeWalk } from '@/lib/domain/resolution/judge-walk'
import type { Severity } from '@/lib/domain/resolution/severity'
import type { OutcomeCode } from '@/lib/domain/resolution/verdict'
import { realClock } from '../lib/dns/real-clock'
import { type Serve, startZooServer } from './zoo-server'

/** What a case must come to. `brokenAt` is the name whose question failed; `chain` the names gone through, where that matters. */
export interface Expected {
  code: OutcomeCode
  severity: Severity
  brokenAt: string | null
  notes?: readonly string[]
  chain?: readonly string[]
  /** What the summary must hold: the code, the words of the resolver. */
  says?: string
}

/** What node:dns says for each family: the addresses, or an error code that names no hop. */
export interface NodeDnsSays {
  v4: string
  v6: string
}

/** One broken or odd zone: what it is, how it is served, what is asked, and what it must come to. */
export interface ZooCase {
  what: string
  serve: Serve
  /** False where nothing may listen on TCP. */
  tcp?: boolean
  ask?: string
  expected: Expected
  nodeDns: NodeDnsSays
  /** True where the name must be judged without a question. */
  isUnasked?: boolean
}

// Long enough for a busy machine.
const patienceMs = 800

/** Asks a server with the console's engine, and judges it as a row of the inventory is judged. */
export async function askOurs(
  name: string,
  address: ResolverAddress,
  patience = patienceMs,
): Promise<Required<Expected>> {
  const limits = { patienceMs: patience, sockets: 1 }
  const client = createDnsClient({ clock: realClock, randomId: () => randomInt(65_536), limits })
  try {
    const { verdict, brokenAt, hops } = judgeWalk(await client.walk(name, address))
    const { code, severity, notes, summary } = verdict
    return {
      code,
      severity,
      brokenAt,
      notes: notes.map((note) => note.code),
      chain: chainNames(name, hops),
      says: summary,
    }
  } finally {
    await client.close()
  }
}

/** Asks the same with node:dns. */
export async function askNodeDns(name: string, address: ResolverAddress, timeout = patienceMs): Promise<NodeDnsSays> {
  const resolver = new Resolver({ timeout, tries: 1 })
  resolver.setServers([`${address.host}:${address.port}`])
  const [A, AAAA] = await Promise.all([say(resolver.resolve4(name)), say(resolver.resolve6(name))])
  return { v4: A, v6: AAAA }
}

/** Asks both, each a fresh server of the case. */
export async function runCase({ serve, tcp = true, ask = 'a.test' }: ZooCase) {
  const [first, second] = await Promise.all([startZooServer(serve, { tcp }), startZooServer(serve, { tcp })])
  try {
    const [ours, nodeDns] = await Promise.all([askOurs(ask, first.address), askNodeDns(ask, second.address)])
    return { ours, nodeDns, seen: first.seen }
  } finally {
    await Promise.all([first.close(), second.close()])
  }
}

async function say(answer: Promise<string[]>): Promise<string> {
  try {
    return (await answer).sort().join(' ')
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'no error code'
  }
}
