/** A DNS message as it goes over a stream: behind its length in two bytes (RFC 7766 §8). */
export function frame(wire: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(wire.length)
  return Buffer.concat([length, wire])
}

/** Cuts a stream into messages; holds at most one message of 65,535 bytes and what came with it. */
export class FrameReader {
  #held: Buffer = Buffer.alloc(0)

  push(chunk: Buffer): Buffer[] {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    const messages: Buffer[] = []
    while (this.#held.length >= 2) {
      const end = 2 + this.#held.readUInt16BE(0)
      if (this.#held.length < end) break
      messages.push(this.#held.subarray(2, end))
      this.#held = this.#held.subarray(end)
    }
    return messages
  }
}
