import type { Clock } from '@/lib/domain/clock'
import type { Cancellation } from './cancellation'
import type { DnsLimits } from './dns-limits'
import type { Question } from './dns-message'
import type { ResolverAddress } from './resolver-address'
import type { Sweep } from './sweep'
import { tcpExchange } from './tcp-exchange'
import { type LinkReply, outOfTime, type Transport } from './transport'
import { UdpPool } from './udp-pool'

export interface UdpTransportOptions {
  address: ResolverAddress
  clock: Clock
  sweep: Sweep
  randomId(): number
  limits: DnsLimits
  patienceMs: number
}

/** Questions over UDP, resent once; over a TCP connection of their own when the reply is truncated. */
export class UdpTransport implements Transport {
  readonly #options: UdpTransportOptions
  readonly #pool: UdpPool
  readonly #underWay = new Set<() => void>()

  constructor(options: UdpTransportOptions) {
    const { limits } = options
    this.#options = options
    this.#pool = new UdpPool({ ...options, size: limits.sockets, rotateAfterMs: limits.rotateAfterMs })
  }

  exchange(question: Question, edns: boolean, cancellation: Cancellation): Promise<LinkReply> {
    return new Promise((resolve) => {
      const stops: (() => void)[] = []
      let triesLeft = this.#options.limits.tries
      const finish = (reply: LinkReply) => {
        for (const stop of stops.splice(0)) stop()
        this.#underWay.delete(abort)
        const isTruncated = reply.kind === 'message' && reply.message.isTruncated
        resolve(isTruncated ? this.#overTcp(question, edns, cancellation) : reply)
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
      const { sweep, limits, patienceMs } = this.#options
      stops.push(sweep.after(patienceMs, () => finish(this.#noReply())))
      for (let resend = 1; resend < limits.tries; resend += 1) {
        stops.push(sweep.after((patienceMs * resend) / limits.tries, () => triesLeft > 0 && send()))
      }
      send()
    })
  }

  close(): void {
    for (const giveUp of this.#underWay) giveUp()
    this.#pool.close()
  }

  async #overTcp(question: Question, edns: boolean, cancellation: Cancellation): Promise<LinkReply> {
    const { address, sweep, randomId, patienceMs: timeoutMs } = this.#options
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

  #noReply(): LinkReply {
    const error = this.#pool.lastError
    const why = `no reply in ${this.#options.patienceMs / 1000} s`
    return { kind: 'timeout', why: error === null ? why : `${why} (${error})` }
  }
}
