import { connect } from 'node:net'
import { type DnsMessage, encodeQuestion, type Question, readReply } from './dns-message'
import type { ResolverAddress } from './resolver-address'
import type { Sweep } from './sweep'
import { FrameReader, frame } from './tcp-frames'

export interface TcpExchangeOptions {
  address: ResolverAddress
  sweep: Sweep
  id: number
  question: Question
  edns: boolean
  timeoutMs: number
  signal: AbortSignal
}

export type TcpResult = { kind: 'message'; message: DnsMessage } | { kind: 'failed'; why: string }

/** Asks one question over a TCP connection of its own, each message behind its length in two bytes (RFC 7766 §8). */
export function tcpExchange(options: TcpExchangeOptions): Promise<TcpResult> {
  return new Promise((resolve) => {
    const { address, question, id } = options
    const socket = connect({ host: address.host, port: address.port })
    const reader = new FrameReader()
    const finish = (result: TcpResult) => {
      cancelTimeout()
      options.signal.removeEventListener('abort', abort)
      socket.destroy()
      resolve(result)
    }
    const fail = (why: string) => finish({ kind: 'failed', why })
    const abort = () => fail('the time for asking was over')
    const cancelTimeout = options.sweep.after(options.timeoutMs, () => fail(`no reply in ${options.timeoutMs} ms`))
    if (options.signal.aborted) return abort()
    options.signal.addEventListener('abort', abort, { once: true })
    socket.on('connect', () => socket.write(frame(encodeQuestion(id, question, options.edns))))
    socket.on('error', (error) => fail(error.message))
    socket.on('close', () => fail('the connection was closed before a reply'))
    socket.on('data', (chunk) => {
      for (const wire of reader.push(chunk)) {
        const read = readReply(wire, id, question)
        if (read.kind === 'malformed') return fail('the reply was malformed')
        if (read.kind === 'message') return finish(read)
      }
    })
  })
}
