const schemes = new Set(['http:', 'https:', 'mailto:'])

/** A text as a link that may be followed: parsed, http, https or mailto, without a password; null for anything else. */
export function safeHref(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return schemes.has(url.protocol) && url.username === '' && url.password === '' ? url.href : null
}
