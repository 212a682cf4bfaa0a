const maxNameBytes = 255

// Each byte of a label as it is written: only A to Z is folded. 0 for what is no letter, digit or harmless sign, a dot too: that is `\DDD`.
const plain = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte).toLowerCase()
  return byte < 0x80 && /[a-z0-9_*/:+=~!-]/.test(character) ? character.charCodeAt(0) : 0
})
const dot = 0x2e

// Names are put together here: text that grows by `+=` keeps a node of memory for each character, as long as the name is kept.
const written = Buffer.alloc(maxNameBytes * 4)

/** Reads a DNS message from front to back; throws a RangeError for whatever does not fit. */
export class WireReader {
  readonly #wire: Buffer
  offset: number

  constructor(wire: Buffer, offset: number) {
    this.#wire = wire
    this.offset = offset
  }

  uint16(): number {
    const value = this.#wire.readUInt16BE(this.offset)
    this.offset += 2
    return value
  }

  uint32(): number {
    const value = this.#wire.readUInt32BE(this.offset)
    this.offset += 4
    return value
  }

  bytes(length: number): Buffer {
    const end = this.offset + length
    if (end > this.#wire.length) throw new RangeError('the message ends too early')
    const bytes = this.#wire.subarray(this.offset, end)
    this.offset = end
    return bytes
  }

  /** A name in presentation format (RFC 4343 §2.1), in lower case and without the last dot. The root is `.`. */
  name(): string {
    let end = 0
    let at = this.offset
    let fragment = at
    let length = 1
    let isBehindPointer = false
    for (;;) {
      const size = this.#wire.readUInt8(at)
      if (size >= 0xc0) {
        const to = this.#wire.readUInt16BE(at) & 0x3fff
        // Only backwards (RFC 1035 §4.1.4), so that no chain of pointers comes round.
        if (to >= fragment) throw new RangeError('a name points forwards or at itself')
        if (!isBehindPointer) this.offset = at + 2
        isBehindPointer = true
        fragment = to
        at = to
        continue
      }
      if (size > 63) throw new RangeError('a label is of an unknown kind')
      at += 1
      if (size === 0) break
      length += size + 1
      if (length > maxNameBytes || at + size > this.#wire.length) throw new RangeError('a name is too long')
      if (end > 0) written[end++] = dot
      for (const next = at + size; at < next; at += 1) {
        const byte = this.#wire[at] ?? 0
        const sign = plain[byte] ?? 0
        if (sign > 0) written[end++] = sign
        else end += written.write(`\\${String(byte).padStart(3, '0')}`, end, 'latin1')
      }
    }
    if (!isBehindPointer) this.offset = at
    return end === 0 ? '.' : written.toString('latin1', 0, end)
  }
}
