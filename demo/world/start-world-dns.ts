import { type DnsServer, serveDns } from '../dns/serve-dns.ts'
import { answerWorldQuestion } from './answer-world-question.ts'
import { type WorldAnswer, type WorldFault, type WorldRecord, worldName } from './world-answer.ts'
import { initialAnswers } from './world-answers.ts'
import { buildWorldZone } from './world-zone.ts'

export interface WorldDnsOptions {
  /** What the world knows at its start, and after `reset`; that of `world-answers.ts` unless told. */
  readonly answers?: ReadonlyMap<string, WorldAnswer>
  /** TTLs run down to 1 and start anew, as those of a resolver's cache do; without it they stay as they were set. */
  readonly countDownTtls?: boolean
  /** A free one unless told. */
  readonly port?: number
}

/** What each name answers from now on; null: it does not exist any more (NXDOMAIN). */
export interface WorldChanges {
  readonly [name: string]: WorldAnswer | null
}

export interface WorldDns extends DnsServer {
  /** Changes names, all or, when one is refused, none; when it returns, the world answers so (caches in front of it may not yet). */
  readonly update: (changes: WorldChanges) => Promise<void>
  readonly set: (name: string, records: readonly WorldRecord[]) => Promise<void>
  readonly fail: (name: string, fault: WorldFault) => Promise<void>
  readonly remove: (name: string) => Promise<void>
  /** Everything as at the start. */
  readonly reset: () => Promise<void>
}

/** Starts the DNS outside the cluster on a free loopback port: made-up zones, NXDOMAIN at once for all else. */
export async function startWorldDns(options: WorldDnsOptions = {}): Promise<WorldDns> {
  const { answers: given = initialAnswers(), countDownTtls: countDown = false } = options
  const state: WorldState = { held: holdAll(given), serial: 1 }
  let zone = buildWorldZone(state.held, state.serial)
  const server = await serveDns(
    async (query) => answerWorldQuestion(zone, query, { nowMs: performance.now(), countDown }),
    options.port,
  )
  const change = async (held: Map<string, Held>) => {
    zone = buildWorldZone(held, state.serial + 1)
    state.held = held
    state.serial += 1
  }
  const update = (changes: WorldChanges) => change(withChanges(state.held, changes))
  return {
    ...server,
    update: async (changes) => update(changes),
    set: async (name, records) => update({ [name]: records }),
    fail: async (name, fault) => update({ [name]: fault }),
    remove: async (name) => update({ [name]: null }),
    reset: () => change(holdAll(given)),
  }
}

interface Held {
  readonly answer: WorldAnswer
  readonly sinceMs: number
}

interface WorldState {
  held: Map<string, Held>
  serial: number
}

function holdAll(answers: ReadonlyMap<string, WorldAnswer>): Map<string, Held> {
  const sinceMs = performance.now()
  return new Map([...answers].map(([name, answer]) => [worldName(name), { answer, sinceMs }]))
}

function withChanges(held: ReadonlyMap<string, Held>, changes: WorldChanges): Map<string, Held> {
  const changed = new Map(held)
  const sinceMs = performance.now()
  for (const [name, answer] of Object.entries(changes)) {
    const key = worldName(name)
    if (answer === null) changed.delete(key)
    else changed.set(key, { answer, sinceMs })
  }
  return changed
}
