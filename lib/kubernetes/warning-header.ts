const warningPattern = /(?:^|,)\s*(\d{3}) \S+ "((?:[^"\\]|\\.)*)"/g
const maxWarnings = 32

/** The texts of `Warning: 299 - "text"` headers (RFC 7234 §5.5), unescaped, in order, without repetitions; other codes are left out. */
export function readWarnings(header: string | readonly string[] | undefined): string[] {
  const texts = new Set<string>()
  for (const line of typeof header === 'string' ? [header] : (header ?? [])) {
    for (const [, code, quoted = ''] of line.matchAll(warningPattern)) {
      if (code === '299' && texts.size < maxWarnings) texts.add(quoted.replace(/\\(.)/g, '$1'))
    }
  }
  return [...texts]
}
