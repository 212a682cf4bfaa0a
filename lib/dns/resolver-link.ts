import type { Clock } from '@/lib/domain/clock'
import type { QuestionFailure } from '@/lib/domain/resolution/walk-trace'
import type { Cancellation } from './cancellation'
import type { DnsLimits } from './dns-limits'
import { type DnsMessage, type Question, rcodes } from './dns-message'
import { QueryGate } from './query-gate'
import { formatResolver, type ResolverAddress } from './resolver-address'
import { ResolverHealth } from './resolver-health'
import type { Sweep } from './sweep'
import { tcpExchange } from './tcp-exchange'
import { UdpPool } from './udp-pool'

export interface ResolverLinkOptions {
  address: ResolverAddress
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

export type LinkReply = { kind: 'message'; message: DnsMessage } | Exclude<QuestionFailure, { kind: 'rcode' }>

const outOfTime: LinkReply = { kind: 'given-up', why: 'the time for asking was over' }

/** One resolver: paced questions over UDP, resent once, over TCP when truncated, without EDNS when the server does not know it. */
export class ResolverLink {
  readonly name: string
  readonly #options: ResolverLinkOptions
  readonly #patienceMs: number
  readonly #pool: UdpPool
  readonly #gate: QueryGate
  readonly #health: ResolverHealth
  readonly #underWay = new Set<() => void>()
  #plainUntil = 0

  constructor(options: ResolverLinkOptions) {
    const { address, clock, limits } = options
    this.#options = options
    this.name = formatResolver(address)
    this.#patienceMs = address.patienceMs ?? limits.patienceMs
    this.#pool = new UdpPool({ ...options, size: limits.sockets, rotateAfterMs: limits.rotateAfterMs })
    this.#gate = new QueryGate({ clock, ...limits.pace })
    this.#health = new ResolverHealth({ clock, ...limits.silence })
  }

  /** Asks one question and never throws: what went wrong is a reply too. */
  async ask(question: Question, options: AskOptions): Promise<LinkReply> {
    if (!options.evenIfSilent) {
      const since = this.#health.silentSince()
      if (since !== null)
        return { kind: 'unsent', why: `it has answered nothing since ${new Date(since).toISOString()}` }
    }
    if (!(await this.#gate.enter(options.cancellation))) {
      return {
        kind: 'unsent',
        why: options.cancellation.isFired ? 'the time was over' : 'too many questions wait for it',
      }
    }
    try {
      const reply = await this.#exchange(question, options.cancellation)
      if (reply.kind === 'timeout') {
        if (!options.evenIfSilent) this.#health.unanswered(question.name)
      } else if (reply.kind !== 'given-up') this.#health.answered()
      return reply
    } finally {
      this.#gate.leave()
    }
  }

  /** What is still open counts as given up. */
  close(): void {
    this.#gate.close()
    for (const giveUp of this.#underWay) giveUp()
    this.#pool.close()
  }

  async #exchange(question: Question, cancellation: Cancellation): Promise<LinkReply> {
    const edns = this.#options.clock.now() >= this.#plainUntil
    const first = await this.#overUdp(question, edns, cancellation)
    if (!edns || first.kind !== 'message' || !isEdnsRefusal(first.message.rcode)) {
      return this.#completed(question, edns, first, cancellation)
    }
    const plain = await this.#overUdp(question, false, cancellation)
    if (plain.kind === 'message' && !isEdnsRefusal(plain.message.rcode)) {
      this.#plainUntil = this.#options.clock.now() + this.#options.limits.plainForMs
    }
    return this.#completed(question, false, plain, cancellation)
  }

  async #completed(
    question: Question,
    edns: boolean,
    reply: LinkReply,
    cancellation: Cancellation,
  ): Promise<LinkReply> {
    if (reply.kind !== 'message' || !reply.message.isTruncated) return reply
    const { address, sweep, randomId } = this.#options
    const timeoutMs = this.#patienceMs
    const closing = new AbortController()
    const giveUp = () => closing.abort()
    const stopListening = cancellation.listen(giveUp)
    this.#underWay.add(giveUp)
    const id = randomId() & 0xffff
    const result = await tcpExchange({ address, sweep, id, question, edns, timeoutMs, signal: closing.signal })
    stopListening()
    this.#underWay.delete(giveUp)
    return result.kind === 'message' ? result : { kind: 'tcp-failed', why: result.why }
  }

  #overUdp(question: Question, edns: boolean, cancellation: Cancellation): Promise<LinkReply> {
    return new Promise((resolve) => {
      const stops: (() => void)[] = []
      let triesLeft = this.#options.limits.tries
      const finish = (reply: LinkReply) => {
        for (const stop of stops.splice(0)) stop()
        this.#underWay.delete(abort)
        resolve(reply)
      }
      const abort = () => finish(outOfTime)
      const send = () => {
        triesLeft -= 1
        stops.push(
          this.#pool.send(question, edns, (event) => {
            if (event.kind === 'message') finish(event)
            else if (triesLeft > 0) send()
            else finish({ kind: 'malformed', why: 'the reply was malformed' })
          }),
        )
      }
      if (cancellation.isFired) return resolve(outOfTime)
      stops.push(cancellation.listen(abort))
      this.#underWay.add(abort)
      const { sweep, limits } = this.#options
      stops.push(sweep.after(this.#patienceMs, () => finish(this.#noReply())))
      for (let resend = 1; resend < limits.tries; resend += 1) {
        stops.push(sweep.after((this.#patienceMs * resend) / limits.tries, () => triesLeft > 0 && send()))
      }
      send()
    })
  }

  #noReply(): LinkReply {
    const error = this.#pool.lastError
    const why = `no reply in ${this.#patienceMs / 1000} s`
    return { kind: 'timeout', why: error === null ? why : `${why} (${error})` }
  }
}

// RFC 6891 §7: a server that does not know EDNS says so with one of these.
function isEdnsRefusal(rcode: number): boolean {
  return rcode === rcodes.formErr || rcode === rcodes.notImp || rcode === rcodes.badVers
}
