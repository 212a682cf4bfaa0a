import { isHostKey, isOtherKey } from './host-key'

/** Where a host name stands in a text: at a place that only a host takes, as the whole of it, or somewhere in it. */
export type MentionPlace = 'host' | 'value' | 'text'

export interface HostMention {
  /** In lower case, without the dot at the end. */
  host: string
  /** As it stands, with the port behind it. */
  text: string
  place: MentionPlace
}

export interface MentionQuestion {
  text: string
  /** What the text is the value of, such as the name of an environment variable; null where it has none. */
  key: string | null
  /** Whether anybody asks for this host. */
  isWanted(host: string): boolean
}

const mostCharacters = 1 << 20
const mostMentions = 50
const run = /[A-Za-z0-9._-]+/g
const hostName = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/
const port = /:\d{1,5}(?![\w.-])/y
// `key = `, `"key": "`, `--key=`, `--key `: what stands before a value.
const keyBefore = /(?:^|[\s,;{?&'"(])-{0,2}([A-Za-z][\w.-]*)["']?(?:\s*[:=]\s*|\s+(?=["']?$))["'[]?$/
const lookBack = 80
const [percent, dot, colon, at, slash, comma] = [0x25, 0x2e, 0x3a, 0x40, 0x2f, 0x2c]

/**
 * The wanted hosts that a text names, 50 at most, found in its first 2^20 characters. A name counts from one end to the other: `my-db` is neither in
 * `my-db-2` nor in `old.my-db`; what is percent-encoded around it, as in a URL within a URL, is no part of it.
 */
export function findHostMentions({ text, key, isWanted }: MentionQuestion): HostMention[] {
  const scanned = text.length > mostCharacters ? text.slice(0, mostCharacters) : text
  const mentions: HostMention[] = []
  // Where the last host ended, so that the next one of its list is known as one.
  let listEnd = -1
  for (const found of scanned.matchAll(run)) {
    const span = hostWithin(scanned, found.index, found[0])
    if (span === null) continue
    const { start, end, host } = span
    const isInList = scanned.charCodeAt(listEnd) === comma && /^,\s?$/.test(scanned.slice(listEnd, start))
    const portEnd = endOfPort(scanned, end)
    if (isInList) listEnd = portEnd
    if (!isWanted(host)) {
      if (isAuthority(scanned, start) || portEnd > end) listEnd = portEnd
      continue
    }
    const place = placeOf({ scanned, key, start, end, portEnd, isInList })
    if (place === 'host') listEnd = portEnd
    mentions.push({ host, text: scanned.slice(start, portEnd), place })
    if (mentions.length === mostMentions) break
  }
  return mentions
}

interface Span {
  start: number
  end: number
  host: string
}

function hostWithin(text: string, index: number, found: string): Span | null {
  const isEncoded = text.charCodeAt(index - 1) === percent && /^[0-9A-Fa-f]{2}/.test(found)
  const start = isEncoded ? index + 2 : index
  const bare = withoutLastDots(isEncoded ? found.slice(2) : found)
  const end = start + bare.length
  if (bare === '' || bare.length > 253 || isLetterBeyondAscii(text, index - 1)) return null
  if (isLetterBeyondAscii(text, index + found.length)) return null
  const host = bare.toLowerCase()
  return hostName.test(host) ? { start, end, host } : null
}

// Most runs have none: looking is cheaper than replacing.
function withoutLastDots(text: string): string {
  return text.endsWith('.') ? text.replace(/\.+$/, '') : text
}

// A name of another script goes on there, so that this is a part of it.
function isLetterBeyondAscii(text: string, index: number): boolean {
  return text.charCodeAt(index) >= 0x80 && /\p{L}|\p{M}|\p{N}/u.test(text[index] ?? '')
}

function endOfPort(text: string, end: number): number {
  // The dot of a full name stands before its port.
  const from = text.charCodeAt(end) === dot ? end + 1 : end
  if (text.charCodeAt(from) !== colon) return end
  port.lastIndex = from
  return port.test(text) ? port.lastIndex : end
}

interface Place extends Omit<Span, 'host'> {
  scanned: string
  key: string | null
  portEnd: number
  isInList: boolean
}

function placeOf({ scanned, key, start, end, portEnd, isInList }: Place): MentionPlace {
  if (isInList || portEnd > end || isAuthority(scanned, start)) return 'host'
  const isWhole = isBlank(scanned.slice(0, start)) && isBlank(scanned.slice(end).replace(/^\.+/, ''))
  if (isWhole) return key === null || isOtherKey(key) ? 'value' : 'host'
  const named = keyBefore.exec(scanned.slice(Math.max(0, start - lookBack), start))?.[1]
  return named !== undefined && isHostKey(named) ? 'host' : 'text'
}

function isAuthority(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1)
  if (before === at) return true
  if (before === slash) return text.startsWith('://', start - 3)
  return (before === 0x46 || before === 0x66) && /%3A%2F%2F$/i.test(text.slice(start - 9, start))
}

function isBlank(text: string): boolean {
  return text.length < lookBack && /^[\s"'[\]]*$/.test(text)
}
