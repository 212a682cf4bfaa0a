import { Duplex } from 'node:stream'
import { AppError } from '@/lib/domain/app-error'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { OpenWebSocket } from './open-web-socket'

const dataChannel = 0
const errorChannel = 1
const portBytes = 2
const maxBuffered = 1024 * 1024

/**
 * The data channel of a port-forward as a stream. Each channel begins with the port in two bytes; words on the error channel, or more than
 * 1 MiB that nobody takes, end the stream with `unavailable`.
 */
export class PortForwardStream extends Duplex {
  readonly #connection: OpenWebSocket
  readonly #pod: string
  /** Bytes of the port still to come, per channel. */
  readonly #preamble = [portBytes, portBytes]

  constructor(connection: OpenWebSocket, pod: string) {
    super({ allowHalfOpen: false })
    const { socket } = connection
    this.#connection = connection
    this.#pod = pod
    socket.addEventListener('message', ({ data }: { data: unknown }) => this.#receive(data))
    socket.addEventListener('error', () => this.#fail('the connection broke off'))
    socket.addEventListener('close', () => this.push(null))
    if (socket.readyState !== socket.OPEN) this.push(null)
  }

  override _read(): void {
    // What arrives is pushed at once: a WebSocket cannot be made to wait.
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    const { socket } = this.#connection
    if (socket.bufferedAmount > maxBuffered) {
      done(this.#failure('it takes nothing any more'))
      return
    }
    socket.send(Buffer.concat([Buffer.of(dataChannel), chunk]))
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#connection.hangUp()
    done(error)
  }

  #receive(message: unknown): void {
    if (this.destroyed || !(message instanceof ArrayBuffer)) return
    const bytes = Buffer.from(message)
    const channel = bytes[0]
    if (channel !== dataChannel && channel !== errorChannel) return
    const preamble = this.#preamble[channel] ?? 0
    const payload = bytes.subarray(1 + preamble)
    this.#preamble[channel] = Math.max(0, preamble - (bytes.length - 1))
    if (payload.length === 0) return
    if (channel === errorChannel) this.#fail(plainText(payload.toString('utf8')))
    else if (this.readableLength + payload.length > maxBuffered) this.#fail('nobody takes what it sends')
    else this.push(payload)
  }

  #fail(why: string): void {
    this.destroy(this.#failure(why))
  }

  #failure(why: string): AppError {
    return new AppError('unavailable', `port-forward to ${this.#pod}: ${why}`, { reason: 'port-forward' })
  }
}
