import type { Clock } from '@/lib/domain/clock'
import type { Cancellation } from './cancellation'
import type { DnsLimits } from './dns-limits'
import { type Question, rcodes } from './dns-message'
import { QueryGate } from './query-gate'
import { formatResolver, type Resolver } from './resolver-address'
import { ResolverHealth, type ResolverSilence } from './resolver-health'
import { StreamTransport } from './stream-transport'
import type { Sweep } from './sweep'
import type { LinkReply, Transport } from './transport'
import { UdpTransport } from './udp-transport'

export interface ResolverLinkOptions {
  /** Its number among all links of the client. */
  id: number
  address: Resolver
  clock: Clock
  sweep: Sweep
  randomId(): number
  limits: DnsLimits
}

export interface AskOptions {
  cancellation: Cancellation
  /** Sends even while the resolver counts as silent, and holds no silence against it. */
  evenIfSilent: boolean
}

/** One resolver: paced questions, held back while it is silent, without EDNS when the server does not know it. */
export class ResolverLink {
  readonly id: number
  readonly name: string
  readonly #options: ResolverLinkOptions
  readonly #transport: Transport
  readonly #gate: QueryGate
  readonly #health: ResolverHealth
  #plainUntil = 0

  constructor(options: ResolverLinkOptions) {
    const { address, clock, limits } = options
    this.#options = options
    this.id = options.id
    this.name = formatResolver(address)
    this.#transport = createTransport(options)
    this.#gate = new QueryGate({ clock, ...limits.pace, inFlight: inFlightAt(address, limits) })
    this.#health = new ResolverHealth({ clock, ...limits.silence })
  }

  /** Asks one question and never throws: what went wrong is a reply too. */
  async ask(question: Question, options: AskOptions): Promise<LinkReply> {
    if (!options.evenIfSilent) {
      const silence = this.#health.holdBack()
      if (silence !== null)
        return { kind: 'unsent', why: `it has answered nothing since ${silence.since} (${silence.why})` }
    }
    if (!this.#gate.tryEnter() && !(await this.#gate.wait(options.cancellation))) {
      return {
        kind: 'unsent',
        why: options.cancellation.isFired ? 'the time was over' : 'too many questions wait for it',
      }
    }
    try {
      const reply = withoutHalves(await this.#exchange(question, options.cancellation))
      this.#judge(reply, question, options)
      return reply
    } finally {
      this.#gate.leave()
    }
  }

  /** Null while it answers anybody. */
  get silence(): ResolverSilence | null {
    return this.#health.silence()
  }

  /** What is still open counts as given up. */
  close(): void {
    this.#gate.close()
    this.#transport.close()
  }

  #judge(reply: LinkReply, question: Question, { evenIfSilent }: AskOptions): void {
    if (reply.kind === 'given-up') return
    // Unsent here means that there is no way to it: that is silence too.
    if (reply.kind !== 'timeout' && reply.kind !== 'unsent') this.#health.answered()
    else if (!evenIfSilent) this.#health.unanswered(question.name, reply.why)
  }

  async #exchange(question: Question, cancellation: Cancellation): Promise<LinkReply> {
    const edns = this.#options.clock.now() >= this.#plainUntil
    const first = await this.#transport.exchange(question, edns, cancellation)
    if (!edns || first.kind !== 'message' || !isEdnsRefusal(first.message.rcode)) return first
    const plain = await this.#transport.exchange(question, false, cancellation)
    if (plain.kind === 'message' && !isEdnsRefusal(plain.message.rcode)) {
      this.#plainUntil = this.#options.clock.now() + this.#options.limits.plainForMs
    }
    return plain
  }
}

function createTransport(options: ResolverLinkOptions): Transport {
  const { address, limits } = options
  const patienceMs = address.patienceMs ?? limits.patienceMs
  return 'open' in address
    ? new StreamTransport({ ...options, resolver: address, patienceMs })
    : new UdpTransport({ ...options, address, patienceMs })
}

function inFlightAt(address: Resolver, { pace, streams }: DnsLimits): number {
  return 'open' in address ? Math.min(pace.inFlight, streams.count * streams.depth) : pace.inFlight
}

// What is still cut here came over TCP, and a referral says nothing about the name (RFC 2308 §2.2).
function withoutHalves(reply: LinkReply): LinkReply {
  if (reply.kind !== 'message') return reply
  if (reply.message.isTruncated) return { kind: 'tcp-failed', why: 'the reply is cut off over TCP too' }
  if (reply.message.isReferral) return { kind: 'malformed', why: 'it names other servers instead of asking them' }
  return reply
}

// RFC 6891 §7: a server that does not know EDNS says so with one of these.
function isEdnsRefusal(rcode: number): boolean {
  return rcode === rcodes.formErr || rcode === rcodes.notImp || rcode === rcodes.badVers
}
