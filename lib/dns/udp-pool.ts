import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Clock } from '@/lib/domain/clock'
import { type DnsMessage, encodeQuestion, type Question, readId, readReply } from './dns-message'
import type { ResolverAddress } from './resolver-address'

export interface UdpPoolOptions {
  address: ResolverAddress
  clock: Clock
  randomId(): number
  size: number
  rotateAfterMs: number
}

export type UdpEvent = { kind: 'message'; message: DnsMessage } | { kind: 'malformed' }

interface Pending {
  question: Question
  onEvent(event: UdpEvent): void
}

interface PooledSocket {
  socket: Socket
  bornAt: number
  isRetired: boolean
  isClosed: boolean
  pending: Map<number, Pending>
  /** What waits until it is connected; null since then. */
  unsent: Buffer[] | null
}

const idTries = 32

/**
 * Connected sockets to one resolver (the kernel drops every other source), each replaced after a while, so that the port stays hard to
 * guess (RFC 5452 §9.2).
 */
export class UdpPool {
  readonly #options: UdpPoolOptions
  readonly #sockets: PooledSocket[] = []
  #soon: { pooled: PooledSocket; wire: Buffer }[] = []
  #next = 0
  #isClosed = false
  /** What the network said last, such as that nothing listens there; null since a reply came. */
  lastError: string | null = null

  constructor(options: UdpPoolOptions) {
    this.#options = options
  }

  /** Sends one question under a fresh id and port; mismatching messages are dropped. Returns how to stop listening for the reply. */
  send(question: Question, edns: boolean, onEvent: (event: UdpEvent) => void): () => void {
    if (this.#isClosed) return () => {}
    const pooled = this.#pick()
    const id = this.#freeId(pooled)
    pooled.pending.set(id, { question, onEvent })
    this.#sendSoon(pooled, encodeQuestion(id, question, edns))
    return () => {
      pooled.pending.delete(id)
      closeWhenDone(pooled)
    }
  }

  close(): void {
    this.#isClosed = true
    for (const pooled of this.#sockets.splice(0)) retire(pooled)
  }

  #pick(): PooledSocket {
    const slot = this.#next % this.#options.size
    this.#next = slot + 1
    const present = this.#sockets[slot]
    if (present !== undefined) {
      if (!present.isRetired && this.#options.clock.now() - present.bornAt < this.#options.rotateAfterMs) return present
      retire(present)
    }
    const opened = this.#open()
    this.#sockets[slot] = opened
    return opened
  }

  #open(): PooledSocket {
    const { host, port } = this.#options.address
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
    const pooled: PooledSocket = {
      socket,
      bornAt: this.#options.clock.now(),
      isRetired: false,
      isClosed: false,
      pending: new Map(),
      unsent: [],
    }
    socket.on('message', (wire) => this.#receive(pooled, wire))
    socket.on('error', (error) => this.#fail(pooled, error))
    socket.connect(port, host, (error?: Error) => {
      if (error !== undefined) return this.#fail(pooled, error)
      const unsent = pooled.unsent ?? []
      pooled.unsent = null
      for (const wire of unsent) if (!pooled.isClosed) socket.send(wire)
    })
    return pooled
  }

  // All questions of one turn of the event loop go out at its end, in their order: one by one each of them wakes a resolver that sleeps again
  // before the next comes, and waking it costs this side more than everything else about a question.
  #sendSoon(pooled: PooledSocket, wire: Buffer): void {
    if (this.#soon.length === 0) setImmediate(() => this.#sendAll())
    this.#soon.push({ pooled, wire })
  }

  #sendAll(): void {
    const questions = this.#soon
    this.#soon = []
    for (const { pooled, wire } of questions) {
      if (pooled.unsent !== null) pooled.unsent.push(wire)
      else if (!pooled.isClosed) pooled.socket.send(wire)
    }
  }

  // The questions under way are left to their resend or their patience: a restarting resolver is back within both.
  #fail(pooled: PooledSocket, error: Error): void {
    this.lastError = error.message
    retire(pooled)
  }

  #receive(pooled: PooledSocket, wire: Buffer): void {
    const id = readId(wire)
    const pending = id === null ? undefined : pooled.pending.get(id)
    if (id === null || pending === undefined) return
    const read = readReply(wire, id, pending.question)
    if (read.kind === 'mismatch') return
    this.lastError = null
    pooled.pending.delete(id)
    pending.onEvent(read)
    closeWhenDone(pooled)
  }

  #freeId(pooled: PooledSocket): number {
    for (let tries = 0; tries < idTries; tries += 1) {
      const id = this.#options.randomId() & 0xffff
      if (!pooled.pending.has(id)) return id
    }
    let id = 0
    while (pooled.pending.has(id)) id += 1
    return id
  }
}

function retire(pooled: PooledSocket): void {
  pooled.isRetired = true
  closeWhenDone(pooled)
}

function closeWhenDone(pooled: PooledSocket): void {
  if (!pooled.isRetired || pooled.pending.size > 0 || pooled.isClosed) return
  pooled.isClosed = true
  pooled.socket.close()
}
