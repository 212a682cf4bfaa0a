import type { Socket } from 'node:net'
import type { TlsMode } from '@/lib/domain/probe/probe-result'
import type { TlsFault } from './failure'
import { postgresPrologue } from './postgres-prologue'
import type { ProbeLimits } from './probe-limits'
import type { Prologue } from './prologue'
import { smtpPrologue } from './smtp-prologue'

/**
 * Asks for TLS in the protocol of the port; null when the next byte may be TLS. What the peer says is read up to a bound and never given
 * on. `until` is the fault that ends it from outside.
 */
export async function startTls(
  socket: Socket,
  mode: TlsMode,
  limits: ProbeLimits,
  until: Promise<TlsFault>,
): Promise<TlsFault | null> {
  const prologue = prologueOf(mode, limits)
  if (prologue === null) return null
  return Promise.race([talk(socket, prologue, limits), until])
}

function prologueOf(mode: TlsMode, limits: ProbeLimits): Prologue | null {
  switch (mode) {
    case 'starttls-postgres':
      return postgresPrologue()
    case 'starttls-smtp':
      return smtpPrologue(limits)
    case 'direct':
    case 'none':
      return null
  }
}

function talk(socket: Socket, prologue: Prologue, limits: ProbeLimits): Promise<TlsFault | null> {
  return new Promise((resolve) => {
    let heard = 0
    const finish = (fault: TlsFault | null) => {
      socket.off('data', hear)
      socket.off('close', closed)
      socket.pause()
      resolve(fault)
    }
    const closed = () => finish({ failed: 'reset', why: 'the connection was closed before TLS' })
    const hear = (chunk: Buffer) => {
      heard += chunk.length
      if (heard > limits.prologueBytes) return finish({ failed: 'no-starttls', why: 'it says too much before TLS' })
      const step = prologue.hear(chunk)
      if (step.kind === 'send') socket.write(step.bytes)
      if (step.kind === 'ready') finish(null)
      if (step.kind === 'failed') finish(step.fault)
    }
    socket.on('data', hear)
    socket.once('close', closed)
    if (socket.destroyed) return closed()
    if (prologue.opening !== null) socket.write(prologue.opening)
    socket.resume()
  })
}
