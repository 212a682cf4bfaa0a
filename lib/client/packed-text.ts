const mark = 'z.'
const longestPacked = 6000
const longestBytes = 65_536

export type Unpacked = { text: string } | { refusal: 'too-long' | 'damaged' }

/**
 * A text short enough for an address: zlib (RFC 1950, whose checksum tells damage) in base64url behind `z.`, 6,000 characters at most. Null for one
 * of more than 64 KiB, one that does not become short enough, and where the browser cannot compress.
 */
export async function packText(text: string): Promise<string | null> {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length > longestBytes || typeof CompressionStream === 'undefined') return null
  const packed = await through(new CompressionStream('deflate'), bytes, longestBytes)
  const written = packed === null ? null : mark + toBase64Url(packed)
  return written !== null && written.length <= longestPacked ? written : null
}

export function isPacked(text: string): boolean {
  return text.startsWith(mark)
}

/** The text again. What does not come from `packText` whole is refused, and never inflated beyond 64 KiB. */
export async function unpackText(packed: string): Promise<Unpacked> {
  if (packed.length > longestPacked) return { refusal: 'too-long' }
  try {
    const bytes = fromBase64Url(packed.slice(mark.length))
    const inflated = await through(new DecompressionStream('deflate'), bytes, longestBytes)
    if (inflated === null) return { refusal: 'too-long' }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(inflated) }
  } catch {
    return { refusal: 'damaged' }
  }
}

type Bytes = Uint8Array<ArrayBuffer>

/** What comes out of a transform, null as soon as it is more than `longest`. */
async function through(transform: CompressionStream | DecompressionStream, bytes: Bytes, longest: number) {
  const writer = transform.writable.getWriter()
  // What fails here fails at the reader too, which tells it.
  writer.write(bytes).catch(() => undefined)
  writer.close().catch(() => undefined)
  const reader = transform.readable.getReader()
  const chunks: Bytes[] = []
  let length = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length
    if (length > longest) {
      await reader.cancel()
      return null
    }
    chunks.push(next.value)
  }
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

function toBase64Url(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}

function fromBase64Url(text: string): Bytes {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) => character.charCodeAt(0))
}
