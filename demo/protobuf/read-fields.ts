/** A field as it stands in a message: a number, or the bytes of a text, a list or another message. */
export interface WireField {
  readonly number: number
  readonly value: number | Uint8Array
}

/** Reads the fields of a protobuf message in order; throws where the bytes are none. */
export function readFields(bytes: Uint8Array): WireField[] {
  const fields: WireField[] = []
  let offset = 0
  const varint = (): number => {
    let value = 0
    for (let factor = 1; factor < 2 ** 56; factor *= 128) {
      const byte = bytes[offset++]
      if (byte === undefined) break
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
    }
    throw new Error('a number has no end')
  }
  while (offset < bytes.length) {
    const key = varint()
    const number = Math.floor(key / 8)
    if (key % 8 === 0) fields.push({ number, value: varint() })
    else if (key % 8 === 2) {
      const length = varint()
      if (offset + length > bytes.length) throw new Error('a field has no end')
      fields.push({ number, value: bytes.subarray(offset, offset + length) })
      offset += length
    } else throw new Error(`fields of wire type ${key % 8} are not known here`)
  }
  return fields
}
