import { AppError } from '@/lib/domain/app-error'

export interface CookieScope {
  /** `Secure`, and the name begins with `__Host-`, so that no other host of the domain can set it. */
  isSecure: boolean
  path: string
  /** Null: until the browser closes. */
  maxAgeSeconds: number | null
}

const chunkLength = 3800
// Node takes 16 KiB of headers, and proxies half of that in one line: what is longer would lock its owner out at the next request.
const longestValue = 3 * chunkLength

/** `name` as it is called in a scope. */
export function cookieName(name: string, isSecure: boolean): string {
  return isSecure ? `__Host-${name}` : name
}

/**
 * `Set-Cookie` lines for a value of base64url and dots in parts of 3800 characters (browsers take 4096 of name, value and attributes), and for
 * the removal of parts that an earlier, longer value left (`cookieHeader` is what the browser sent). Throws AppError `too-large` past 11,400.
 */
export function setChunkedCookie(
  name: string,
  value: string,
  scope: CookieScope,
  cookieHeader: string | null,
): string[] {
  if (value.length > longestValue) {
    const detail = `What has to be kept of this sign-in takes ${value.length} characters in cookies; ${longestValue} is the most.`
    throw new AppError('too-large', detail, { reason: 'too-large' })
  }
  const parts = value.match(new RegExp(`.{1,${chunkLength}}`, 'g')) ?? []
  const names = parts.map((_, index) => `${name}.${index}`)
  // The number of parts stands before the first: one that a browser dropped is missed, and one of before is not taken for part of this.
  const lines = parts.map((part, index) =>
    line(`${name}.${index}`, index === 0 ? `${parts.length}.${part}` : part, scope),
  )
  return [...lines, ...removals(name, scope, cookieHeader, names)]
}

/** `Set-Cookie` lines that remove every part which the browser sent. */
export function removeChunkedCookie(name: string, scope: CookieScope, cookieHeader: string | null): string[] {
  return removals(name, scope, cookieHeader, [])
}

/** The value, put together; null when there is none, or a part of it is missing. */
export function readChunkedCookie(name: string, cookieHeader: string | null): string | null {
  const cookies = new Map(readCookies(cookieHeader))
  const [, count, first] = /^([1-9])\.(.*)$/.exec(cookies.get(`${name}.0`) ?? '') ?? []
  if (count === undefined || first === undefined) return null
  const others = Array.from({ length: Number(count) - 1 }, (_, index) => cookies.get(`${name}.${index + 1}`))
  return others.some((part) => part === undefined) ? null : [first, ...others].join('')
}

/** The `Cookie` header with the cookies of `Set-Cookie` lines in it, as a browser would send it next. */
export function applyToCookieHeader(cookieHeader: string | null, lines: readonly string[]): string {
  const cookies = new Map(readCookies(cookieHeader))
  for (const each of lines) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? []
    if (/; Max-Age=0(;|$)/.test(each)) cookies.delete(name)
    else cookies.set(name, value)
  }
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

function readCookies(header: string | null): [name: string, value: string][] {
  return (header ?? '').split(';').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=')
    return at < 1 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]]
  })
}

function removals(name: string, scope: CookieScope, header: string | null, kept: readonly string[]): string[] {
  const isPart = (each: string) => each.startsWith(`${name}.`) && /^\.\d$/.test(each.slice(name.length))
  return readCookies(header)
    .map(([each]) => each)
    .filter((each) => isPart(each) && !kept.includes(each))
    .map((each) => line(each, '', { ...scope, maxAgeSeconds: 0 }))
}

function line(name: string, value: string, { isSecure, path, maxAgeSeconds }: CookieScope): string {
  const age = maxAgeSeconds === null ? '' : `; Max-Age=${maxAgeSeconds}`
  return `${name}=${value}; Path=${path}${age}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
}
