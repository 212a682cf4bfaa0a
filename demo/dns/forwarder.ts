import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { bareReply, type DnsQuery, type DnsQuestion, type DnsReply, rcodes } from './dns-message.ts'
import { readReply } from './read-reply.ts'
import { readFrames } from './tcp-frames.ts'
import { writeQuery } from './write-query.ts'

export interface ForwarderOptions {
  readonly upstream: { readonly host: string; readonly port: number }
  /** How long one of the two tries waits. */
  readonly timeoutMs: number
  /** Called with each question that the upstream left without an answer. */
  readonly onSilence?: (question: DnsQuestion) => void
}

export interface Forwarder {
  /** Passes a question on; SERVFAIL when the upstream stays silent, REFUSED when too many are under way. */
  readonly ask: (query: DnsQuery, question: DnsQuestion) => Promise<DnsReply>
  readonly stop: () => void
}

const tries = 2
const maxUnderWay = 1000

type Exchange = (question: DnsQuestion, query: DnsQuery) => Promise<DnsReply | null>

/** Passes questions on to one upstream, over the transport that the client used, as CoreDNS' forward plugin does. */
export function createForwarder(options: ForwarderOptions): Forwarder {
  const giveUps = new Set<() => void>()
  const udp = udpExchange(options, giveUps)
  const tcp = tcpExchange(options, giveUps)
  let underWay = 0
  let isStopped = false
  const ask: Forwarder['ask'] = async (query, question) => {
    if (underWay >= maxUnderWay) return bareReply(rcodes.refused)
    underWay += 1
    try {
      for (let left = tries; left > 0 && !isStopped; left -= 1) {
        const reply = await (query.transport === 'udp' ? udp : tcp)(question, query)
        if (reply !== null) return reply
      }
    } catch (error) {
      // A name that DNS cannot carry is not passed on.
      if (error instanceof RangeError) return bareReply(rcodes.formErr)
      throw error
    } finally {
      underWay -= 1
    }
    if (!isStopped) options.onSilence?.(question)
    return bareReply(rcodes.servFail)
  }
  const stop = () => {
    isStopped = true
    for (const giveUp of giveUps) giveUp()
  }
  return { ask, stop }
}

// A socket of its own for each question: replies to others cannot come in.
function udpExchange({ upstream, timeoutMs }: ForwarderOptions, giveUps: Set<() => void>): Exchange {
  return async (question, query) => {
    const id = randomInt(0x10000)
    const wire = writeQuery(id, question, query)
    return new Promise((resolve) => {
      const socket = createSocket('udp4')
      const finish = (reply: DnsReply | null) => {
        if (!giveUps.delete(giveUp)) return
        clearTimeout(timer)
        socket.close()
        resolve(reply)
      }
      const giveUp = () => finish(null)
      const timer = setTimeout(giveUp, timeoutMs)
      giveUps.add(giveUp)
      socket.on('error', giveUp)
      socket.on('message', (message) => {
        const reply = readReply(message, id, question)
        if (reply !== null) finish(reply)
      })
      socket.once('connect', () => socket.send(wire, (error) => error !== null && giveUp()))
      socket.connect(upstream.port, upstream.host)
    })
  }
}

function tcpExchange({ upstream, timeoutMs }: ForwarderOptions, giveUps: Set<() => void>): Exchange {
  return async (question, query) => {
    const id = randomInt(0x10000)
    const wire = writeQuery(id, question, query)
    return new Promise((resolve) => {
      const socket = connect(upstream.port, upstream.host)
      const finish = (reply: DnsReply | null) => {
        if (!giveUps.delete(giveUp)) return
        clearTimeout(timer)
        socket.destroy()
        resolve(reply)
      }
      const giveUp = () => finish(null)
      const timer = setTimeout(giveUp, timeoutMs)
      giveUps.add(giveUp)
      socket.on('error', giveUp)
      socket.on('close', giveUp)
      readFrames(socket, (message) => finish(readReply(message, id, question)))
      const length = Buffer.alloc(2)
      length.writeUInt16BE(wire.length)
      socket.write(Buffer.concat([length, wire]))
    })
  }
}
