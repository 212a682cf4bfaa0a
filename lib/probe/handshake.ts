import type { Socket } from 'node:net'
import { AppError } from '@/lib/domain/app-error'
import type { Clock } from '@/lib/domain/clock'
import type { TlsMode, TlsOutcome } from '@/lib/domain/probe/probe-result'
import { type TlsFault, tlsFailure } from './failure'
import type { ProbeLimits } from './probe-limits'
import { startTls } from './start-tls'
import { readTlsSession } from './tls-session'
import type { TrustStore, TrustStores } from './trust-store'

export interface HandshakeTools {
  clock: Clock
  limits: ProbeLimits
  stores: TrustStores
}

export interface HandshakeRequest {
  tls: TlsMode
  serverName: string
  names: readonly string[]
  caBundle: string | null
  signal: AbortSignal
}

/** TLS over an open socket, with whatever the protocol of the port needs before it, in one span of time. */
export async function handshake(socket: Socket, request: HandshakeRequest, tools: HandshakeTools): Promise<TlsOutcome> {
  const { clock, limits, stores } = tools
  const store = storeOf(stores, request.caBundle)
  if ('failed' in store) return { ok: false, ...store }
  const startedAt = clock.now()
  const patience = limitPatience(clock, limits.handshakeMs, request.signal)
  try {
    const fault = await startTls(socket, request.tls, limits, patience.isOver)
    if (fault !== null) return { ok: false, ...fault }
    const { tls: mode, serverName, names } = request
    const { chainLength } = limits
    const read = await readTlsSession({ socket, mode, serverName, names, store, chainLength, until: patience.isOver })
    if (read.kind === 'failed') return { ok: false, ...read.fault }
    return { ok: true, ...read.session, elapsedMs: Math.max(0, clock.now() - startedAt) }
  } finally {
    patience.stop()
  }
}

function storeOf(stores: TrustStores, caBundle: string | null): TrustStore | TlsFault {
  try {
    return stores.get(caBundle)
  } catch (error) {
    return error instanceof AppError ? { failed: 'bad-bundle', why: error.message } : tlsFailure(error)
  }
}

function limitPatience(
  clock: Clock,
  limitMs: number,
  signal: AbortSignal,
): { isOver: Promise<TlsFault>; stop(): void } {
  const over = Promise.withResolvers<TlsFault>()
  const giveUp = () => over.resolve({ failed: 'cancelled', why: 'the probe was given up' })
  const stopTimer = clock.after(limitMs, () => over.resolve({ failed: 'timeout', why: `no TLS in ${limitMs} ms` }))
  signal.addEventListener('abort', giveUp, { once: true })
  if (signal.aborted) giveUp()
  const stop = () => {
    stopTimer()
    signal.removeEventListener('abort', giveUp)
  }
  return { isOver: over.promise, stop }
}
