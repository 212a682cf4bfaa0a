import type { Socket } from 'node:net'
import type { Clock } from '@/lib/domain/clock'
import type { TcpFailure } from '@/lib/domain/probe/probe-result'
import type { Dialer } from './dialer'
import { tcpFailure } from './failure'

export interface OpenTcpOptions {
  dial: Dialer
  clock: Clock
  address: string
  port: number
  timeoutMs: number
  signal: AbortSignal
}

export type OpenTcp =
  | { kind: 'open'; socket: Socket; elapsedMs: number }
  | { kind: 'failed'; failed: TcpFailure; why: string }

/** Makes one connection to one address. An open socket is the caller's to destroy; it is paused, and its errors are swallowed. */
export function openTcp(options: OpenTcpOptions): Promise<OpenTcp> {
  const { clock, signal, timeoutMs } = options
  const startedAt = clock.now()
  return new Promise((resolve) => {
    const dialled = tryDial(options)
    if (!dialled.ok) return resolve({ kind: 'failed', ...tcpFailure(dialled.error) })
    const { socket } = dialled
    const settle = (result: OpenTcp) => {
      stopTimer()
      signal.removeEventListener('abort', abort)
      if (result.kind === 'failed') socket.destroy()
      resolve(result)
    }
    const abort = () => settle({ kind: 'failed', failed: 'cancelled', why: 'the probe was given up' })
    const stopTimer = clock.after(timeoutMs, () =>
      settle({ kind: 'failed', failed: 'timeout', why: `no connection in ${timeoutMs} ms` }),
    )
    socket.once('connect', () => {
      socket.pause()
      settle({ kind: 'open', socket, elapsedMs: Math.max(0, clock.now() - startedAt) })
    })
    // Stays for the life of the socket: an error after the result has nobody else to go to.
    socket.on('error', (error) => settle({ kind: 'failed', ...tcpFailure(error) }))
    socket.once('close', () => settle({ kind: 'failed', failed: 'reset', why: 'it was closed before it was open' }))
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
  })
}

function tryDial({
  dial,
  address,
  port,
}: OpenTcpOptions): { ok: true; socket: Socket } | { ok: false; error: unknown } {
  try {
    return { ok: true, socket: dial({ address, port }) }
  } catch (error) {
    return { ok: false, error }
  }
}
