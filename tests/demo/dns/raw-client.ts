import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

interface Address {
  readonly host: string
  readonly port: number
}

/** Sends bytes over UDP and gives the first reply; null when none comes in time. */
export function sendUdp({ host, port }: Address, wire: Buffer, timeoutMs = 300): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4')
    const finish = (reply: Buffer | null) => {
      clearTimeout(timer)
      socket.close()
      resolve(reply)
    }
    const timer = setTimeout(() => finish(null), timeoutMs)
    socket.on('error', reject)
    socket.on('message', finish)
    socket.send(wire, port, host)
  })
}

/** Writes chunks over one TCP connection and gives what came back within the time, or when `bytes` have come. */
export async function sendTcp({ host, port }: Address, chunks: readonly Buffer[], bytes: number): Promise<Buffer> {
  const socket = connect(port, host)
  socket.on('error', () => socket.destroy())
  socket.setNoDelay(true)
  let received = Buffer.alloc(0)
  const isEnough = new Promise<void>((resolve) => {
    socket.on('close', () => resolve())
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      if (received.length >= bytes) resolve()
    })
  })
  for (const chunk of chunks) socket.write(chunk)
  await Promise.race([isEnough, delay(1000)])
  socket.destroy()
  return received
}
