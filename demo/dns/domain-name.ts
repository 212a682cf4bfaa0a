const maxLabelBytes = 63
const maxNameBytes = 255

/**
 * Reads a name as text: labels joined by dots, none at the end, '' for the root. Bytes that are no plain sign are written
 * `\ddd`, so that every name survives the way there and back. Throws a RangeError for a malformed one.
 */
export function readDomainName(wire: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = []
  let [at, end, bytes, lowest] = [start, -1, 1, start]
  for (;;) {
    const length = wire.readUInt8(at)
    if (length === 0) break
    if (length >= 0xc0) {
      if (end === -1) end = at + 2
      at = wire.readUInt16BE(at) & 0x3fff
      // Only backwards (RFC 1035 §4.1.4), so that it comes to an end.
      if (at >= lowest) throw new RangeError('a name points forward')
      lowest = at
      continue
    }
    bytes += length + 1
    if (length > maxLabelBytes || bytes > maxNameBytes || at + 1 + length > wire.length) {
      throw new RangeError('a name is malformed')
    }
    labels.push(escapeLabel(wire.subarray(at + 1, at + 1 + length)))
    at += length + 1
  }
  return { name: labels.join('.'), end: end === -1 ? at + 1 : end }
}

/** The labels of a name as bytes. Throws a RangeError for a label over 63 bytes, an empty one, or a name over 255. */
export function labelsOf(name: string): Buffer[] {
  if (name === '') return []
  const labels = name.split('.').map(unescapeLabel)
  const bytes = labels.reduce((sum, label) => sum + label.length + 1, 1)
  if (bytes > maxNameBytes || labels.some(({ length }) => length === 0 || length > maxLabelBytes)) {
    throw new RangeError('no name that DNS can carry')
  }
  return labels
}

/** Whether a name is the zone's own or lies below it; both in lower case. */
export function isWithin(name: string, zone: string): boolean {
  return zone === '' || name === zone || name.endsWith(`.${zone}`)
}

/** A name from a file or an object as it is held here: without the dot at its end. */
export function withoutRootDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name
}

function escapeLabel(label: Buffer): string {
  const text = label.toString('latin1')
  return text.replace(/[^0-9A-Za-z_*@+=:/-]/g, (sign) => `\\${sign.charCodeAt(0).toString().padStart(3, '0')}`)
}

function unescapeLabel(label: string): Buffer {
  return Buffer.from(
    label.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number(code))),
    'latin1',
  )
}
