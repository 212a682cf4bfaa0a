import { randomBytes } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

const channel = 'http.server.request.start'
const header = 'x-signpost-peer'

/**
 * Tells of each request which address its connection came from. A route does not see the socket, so that the address is written into a header as
 * Node takes the request in, behind a word that is drawn at random for each process: what a client sends under the name is overwritten, and
 * what came before the first stamp has not the word.
 */
export class PeerStamps {
  readonly #word = randomBytes(24).toString('base64url')

  start(): void {
    subscribe(channel, this.#stamp)
  }

  stop(): void {
    unsubscribe(channel, this.#stamp)
  }

  /** The address of the peer, null where the request has no stamp of this process. */
  read(headers: Headers): string | null {
    const stamp = headers.get(header) ?? ''
    return stamp.startsWith(`${this.#word} `) ? stamp.slice(this.#word.length + 1) : null
  }

  readonly #stamp = (message: unknown): void => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket }
    request.headers[header] = `${this.#word} ${socket.remoteAddress ?? ''}`
  }
}
