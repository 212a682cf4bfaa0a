import type { Socket } from 'node:net'

/** Gives each message of a TCP stream to `onMessage` (RFC 1035 §4.2.2); an unfinished one never holds more than 64 KiB. */
export function readFrames(socket: Socket, onMessage: (wire: Buffer) => void): void {
  let held: Buffer<ArrayBufferLike> = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    while (held.length >= 2) {
      const end = 2 + held.readUInt16BE(0)
      if (held.length < end) return
      onMessage(Buffer.from(held.subarray(2, end)))
      held = held.subarray(end)
    }
  })
}
