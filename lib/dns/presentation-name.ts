/**
 * A decoded owner name in presentation format (RFC 4343 §2.1): lower case, without the last dot, every byte outside printable ASCII and
 * every character with a meaning in zone files as `\DDD`. The root is `.`.
 */
export function presentationName(name: string): string {
  const bare = name.length > 1 && name.endsWith('.') ? name.slice(0, -1) : name
  return bare.toLowerCase().replace(/[^a-z0-9._*/:+=~!-]/gu, escapeBytes)
}

function escapeBytes(character: string): string {
  return Array.from(new TextEncoder().encode(character), (byte) => `\\${String(byte).padStart(3, '0')}`).join('')
}
