import type { DnsRecord } from './dns-record.ts'
import { types } from './dns-record.ts'
import { labelsOf } from './domain-name.ts'

const maxPointer = 0x3fff

/** Writes a message from its header on; names that came before are pointed to (RFC 1035 §4.1.4). */
export class WireWriter {
  readonly #pieces: Buffer[] = []
  readonly #offsets = new Map<string, number>()
  #length = 0

  get length(): number {
    return this.#length
  }

  bytes(bytes: Buffer): void {
    this.#pieces.push(bytes)
    this.#length += bytes.length
  }

  uint16(value: number): void {
    const bytes = Buffer.alloc(2)
    bytes.writeUInt16BE(value)
    this.bytes(bytes)
  }

  /** Throws a RangeError for a name that DNS cannot carry. */
  name(name: string, isCompressed = true): void {
    const labels = labelsOf(name)
    const texts = name.split('.')
    for (const [index, label] of labels.entries()) {
      const rest = texts.slice(index).join('.')
      const known = this.#offsets.get(rest)
      if (isCompressed && known !== undefined) {
        this.uint16(0xc000 | known)
        return
      }
      if (this.#length <= maxPointer && known === undefined) this.#offsets.set(rest, this.#length)
      this.bytes(Buffer.from([label.length]))
      this.bytes(label)
    }
    this.bytes(Buffer.from([0]))
  }

  record(record: DnsRecord): void {
    this.name(record.owner)
    const head = Buffer.alloc(10)
    head.writeUInt16BE(record.type, 0)
    head.writeUInt16BE(1, 2)
    head.writeUInt32BE(record.ttlSeconds, 4)
    this.bytes(head)
    const start = this.#length
    for (const part of record.data) {
      if (typeof part === 'string') this.name(part, record.type !== types.SRV)
      else this.bytes(part)
    }
    head.writeUInt16BE(this.#length - start, 8)
  }

  toBuffer(): Buffer {
    return Buffer.concat(this.#pieces)
  }
}
