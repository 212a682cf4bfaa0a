import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** The server's end of a WebSocket that carries binary messages (RFC 6455). */
export interface WebSocketEnd {
  readonly send: (message: Buffer) => void
  readonly close: () => void
}

interface Listeners {
  readonly onMessage: (message: Buffer) => void
  readonly onClose: () => void
}

const opcodes = { continuation: 0, close: 8, ping: 9, pong: 10, binary: 2 }
const maxMessageBytes = 1024 * 1024
const salt = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** The subprotocols a request offers; null when it asks for no WebSocket. */
export function offeredProtocols({ headers }: IncomingMessage): string[] | null {
  const isAsked = headers.upgrade?.toLowerCase() === 'websocket' && headers['sec-websocket-version'] === '13'
  if (!isAsked || headers['sec-websocket-key'] === undefined) return null
  return (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
}

/** Upgrades the connection. A peer that breaks the protocol is cut off. */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  protocol: string,
  { onMessage, onClose }: Listeners,
): WebSocketEnd {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${salt}`).digest('base64')
  const lines = ['Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${accept}`]
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\nSec-WebSocket-Protocol: ${protocol}\r\n\r\n`,
  )
  const close = () => {
    if (!socket.writableEnded) socket.end(writeFrame(opcodes.close, Buffer.alloc(0)))
  }
  const parts: Buffer[] = []
  let held = head
  const take = () => {
    for (let frame = readFrame(held); frame !== null; frame = readFrame(held)) {
      if (frame === 'broken') return socket.destroy()
      held = held.subarray(frame.length)
      if (frame.opcode === opcodes.close) return close()
      if (frame.opcode === opcodes.ping) socket.write(writeFrame(opcodes.pong, frame.payload))
      if (frame.opcode > opcodes.binary) continue
      parts.push(frame.payload)
      if (parts.reduce((sum, part) => sum + part.length, 0) > maxMessageBytes) return socket.destroy()
      if (frame.isLast) onMessage(Buffer.concat(parts.splice(0)))
    }
  }
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk])
    take()
  })
  socket.on('end', close)
  socket.on('error', () => socket.destroy())
  socket.on('close', onClose)
  take()
  return {
    send: (message) => {
      if (!socket.writableEnded) socket.write(writeFrame(opcodes.binary, message))
    },
    close,
  }
}

interface Frame {
  readonly opcode: number
  readonly isLast: boolean
  readonly payload: Buffer
  readonly length: number
}

// A client masks what it sends (RFC 6455 §5.3).
function readFrame(bytes: Buffer): Frame | 'broken' | null {
  if (bytes.length < 2) return null
  const [first = 0, second = 0] = bytes
  const short = second & 0x7f
  const sizeBytes = short === 126 ? 2 : short === 127 ? 8 : 0
  const start = 2 + sizeBytes + 4
  if ((second & 0x80) === 0 || (first & 0x70) !== 0) return 'broken'
  if (bytes.length < start) return null
  const size = sizeBytes === 0 ? short : sizeBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  if (size > maxMessageBytes) return 'broken'
  if (bytes.length < start + size) return null
  const mask = bytes.subarray(start - 4, start)
  const payload = Buffer.from(bytes.subarray(start, start + size).map((byte, index) => byte ^ (mask[index % 4] ?? 0)))
  return { opcode: first & 0xf, isLast: (first & 0x80) !== 0, payload, length: start + size }
}

function writeFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10)
  head[0] = 0x80 | opcode
  head[1] = length < 126 ? length : length < 65_536 ? 126 : 127
  if (head.length === 4) head.writeUInt16BE(length, 2)
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, payload])
}
