import type { Clock } from '@/lib/domain/clock'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import type { Hop } from '@/lib/domain/resolution/resolution'
import type { FamilyWalk, Reply, WalkEnd, WalkTrace } from '@/lib/domain/resolution/walk-trace'
import { checkChainName } from './check-chain-name'
import { type DnsLimits, defaultDnsLimits } from './dns-limits'
import { type Question, rcodes } from './dns-message'
import { formatResolver, type Resolver } from './resolver-address'
import type { ResolverSilence } from './resolver-health'
import { ResolverLink } from './resolver-link'
import { confirmReply } from './serv-fail-errors'
import { SingleFlight } from './single-flight'
import { Sweep } from './sweep'
import { TtlMemory } from './ttl-memory'
import type { AskQuestion } from './walk-family'
import { walkName } from './walk-name'

export interface DnsClientOptions {
  clock: Clock
  /** A whole number below 65,536 that nobody can foresee. */
  randomId(): number
  limits?: Partial<DnsLimits>
}

export interface WalkOptions {
  /** Repeats each failing question once, so that the outcome is final. */
  repeatFailures?: boolean
  /** Sends also to a resolver that has been silent for a while, and holds no silence against it. */
  evenIfSilent?: boolean
  /** Called before each question is sent, or held back: which name, and to whom. */
  onQuestion?(name: string, resolver: string): void
  /** When it fires, what is still open counts as unanswered and the walk ends with what it has. */
  signal?: AbortSignal
}

/** What one CNAME question came to; `hop` is the record, null when the name has none or the question failed (`reply` says which). */
export interface CnameAnswer {
  resolver: string
  hop: Hop | null
  reply: Reply
  askedAt: string
  elapsedMs: number
}

/** What one question came to, as the resolver answered it and no further. */
export interface SingleAnswer {
  resolver: string
  reply: Reply
  elapsedMs: number
}

/** Whether a resolver answers: `silence` says since when it does not, null while it does. */
export interface ResolverState {
  resolver: string
  silence: ResolverSilence | null
}

/** The one way to DNS. No method throws for anything that a name, a resolver or the network does. */
export interface DnsClient {
  walk(name: string, resolver: Resolver, options?: WalkOptions): Promise<WalkTrace>
  cname(name: string, resolver: Resolver, options?: WalkOptions): Promise<CnameAnswer>
  ask(name: string, type: Question['type'], resolver: Resolver, options?: WalkOptions): Promise<SingleAnswer>
  /** The resolvers asked so far, 64 at most: a dead one is one entry, however many names wait for it. */
  health(): ResolverState[]
  /** Since when this very resolver has answered nothing; null while it does, and before it was asked. */
  silenceOf(resolver: Resolver): ResolverSilence | null
  /** Ends what is open to a resolver that nobody will ask any more. */
  forget(resolver: Resolver): void
  close(): Promise<void>
}

/** Makes the client. `limits` overrides single bounds of `defaultDnsLimits`. */
export function createDnsClient(options: DnsClientOptions): DnsClient {
  return new Client(options)
}

const givenUp: Reply = { kind: 'given-up', why: 'the time for asking was over' }

class Client implements DnsClient {
  readonly #options: DnsClientOptions
  readonly #limits: DnsLimits
  readonly #sweep: Sweep
  readonly #links = new Map<string | Resolver, ResolverLink>()
  readonly #flights = new SingleFlight<Reply>()
  readonly #ttls: TtlMemory
  readonly #never = new AbortController().signal
  #nextLinkId = 1
  #isClosed = false

  constructor(options: DnsClientOptions) {
    this.#options = options
    this.#limits = { ...defaultDnsLimits, ...options.limits }
    this.#sweep = new Sweep(options.clock)
    this.#ttls = new TtlMemory(this.#limits.rememberedTtls)
  }

  async walk(given: string, resolver: Resolver, options: WalkOptions = {}): Promise<WalkTrace> {
    const name = canonical(given)
    const startedAt = this.#options.clock.now()
    const unaskable = readUnaskable(name)
    const counts = { questions: 0 }
    const families =
      unaskable === null
        ? await walkName(name, this.#asker(resolver, options, counts))
        : { A: endAtOnce(unaskable), AAAA: endAtOnce(unaskable) }
    return {
      name,
      resolver: formatResolver(resolver),
      askedAt: counts.questions > 0 ? new Date(startedAt).toISOString() : null,
      elapsedMs: this.#options.clock.now() - startedAt,
      questions: counts.questions,
      families,
    }
  }

  async cname(given: string, resolver: Resolver, options: WalkOptions = {}): Promise<CnameAnswer> {
    const name = canonical(given)
    const startedAt = this.#options.clock.now()
    const answer = await this.ask(name, 'CNAME', resolver, options)
    const records = answer.reply.kind === 'reply' ? answer.reply.records : []
    const hop = records.find((record) => record.type === 'CNAME' && record.owner === name) ?? null
    return { ...answer, hop, askedAt: new Date(startedAt).toISOString() }
  }

  async ask(
    given: string,
    type: Question['type'],
    resolver: Resolver,
    options: WalkOptions = {},
  ): Promise<SingleAnswer> {
    const name = canonical(given)
    const startedAt = this.#options.clock.now()
    const why = checkChainName(name)?.kind === 'invalid-name' ? 'it is no name that DNS can be asked for' : null
    const reply: Reply =
      why === null ? await this.#asker(resolver, options, { questions: 0 })(name, type) : { kind: 'unsent', why }
    return { resolver: formatResolver(resolver), reply, elapsedMs: this.#options.clock.now() - startedAt }
  }

  health(): ResolverState[] {
    return Array.from(this.#links.values(), ({ name, silence }) => ({ resolver: name, silence }))
  }

  silenceOf(resolver: Resolver): ResolverSilence | null {
    return this.#links.get(keyOf(resolver))?.silence ?? null
  }

  forget(resolver: Resolver): void {
    const key = keyOf(resolver)
    this.#links.get(key)?.close()
    this.#links.delete(key)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const link of this.#links.values()) link.close()
    this.#links.clear()
    this.#sweep.close()
  }

  #asker(resolver: Resolver, options: WalkOptions, counts: { questions: number }): AskQuestion {
    const link = this.#link(resolver)
    // Never joined with another signal: AbortSignal.any leaves a trace in a long-lived signal for every walk.
    const signal = options.signal ?? this.#never
    const askOnce = async (question: Question) => {
      const reply = await this.#ask(link, question, signal, options.evenIfSilent ?? false)
      if (reply.kind !== 'unsent') counts.questions += 1
      return reply
    }
    return async (name, type) => {
      options.onQuestion?.(name, link.name)
      const reply = await askOnce({ name, type })
      if (!options.repeatFailures || signal.aborted || reply.kind === 'unsent' || isAnswer(reply)) return reply
      const second = await askOnce({ name, type })
      return second === givenUp ? reply : confirmReply(reply, second)
    }
  }

  #ask(link: ResolverLink, question: Question, signal: AbortSignal, evenIfSilent: boolean): Promise<Reply> {
    if (this.#isClosed) return Promise.resolve(givenUp)
    const key = `${link.id} ${question.type} ${question.name} ${evenIfSilent}`
    return this.#flights.run(key, signal, givenUp, async (cancellation) => {
      const reply = await link.ask(question, { cancellation, evenIfSilent })
      if (reply.kind !== 'message') return reply
      const { rcode, extendedErrors, records } = reply.message
      const hops = records.map((record) => {
        const { owner, type, data, ttlSeconds } = record
        // Kept by the thousand, both: the key in one piece, the record with its fields in itself.
        const sight = [link.name, owner, type, data].join(' ')
        return { owner, type, data, ttlSeconds, ttlHighestSeconds: this.#ttls.see(sight, ttlSeconds) }
      })
      return { kind: 'reply', rcode, extendedErrors, records: hops }
    })
  }

  #link(address: Resolver): ResolverLink {
    const key = keyOf(address)
    const present = this.#links.get(key)
    if (present !== undefined) return present
    for (const [oldestKey, oldest] of this.#links) {
      if (this.#links.size < this.#limits.resolvers) break
      oldest.close()
      this.#links.delete(oldestKey)
    }
    const { clock, randomId } = this.#options
    const id = this.#nextLinkId
    this.#nextLinkId += 1
    const link = new ResolverLink({ id, address, clock, sweep: this.#sweep, randomId, limits: this.#limits })
    this.#links.set(key, link)
    return link
  }
}

// One behind streams is opened with somebody's rights: its answers are for that one alone, whoever else is called the same.
function keyOf(resolver: Resolver): string | Resolver {
  return 'open' in resolver ? resolver : formatResolver(resolver)
}

function isAnswer(reply: Reply): boolean {
  return reply.kind === 'reply' && reply.rcode === rcodes.noError
}

// Names that go out are ASCII; what is none is refused as it was written.
function canonical(name: string): string {
  const lower = name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  return lower.length > 1 && lower.endsWith('.') ? lower.slice(0, -1) : lower
}

function readUnaskable(name: string): WalkEnd | null {
  const check = checkHostName(name)
  switch (check.kind) {
    case 'ok':
      return null
    case 'invalid':
      return { kind: 'invalid-name', at: name, why: check.why }
    case 'ip-literal':
      return { kind: 'ip-literal', at: name, address: check.address }
  }
}

function endAtOnce(end: WalkEnd): FamilyWalk {
  return { links: [], addresses: [], end, extendedErrors: [] }
}
