const schemes = new Set(['http:', 'https:', 'mailto:'])

export interface AnnotationLink {
  label: string
  text: string
  /** Parsed and of a harmless scheme; null shows the text alone. */
  href: string | null
}

const keys: ReadonlyArray<readonly [key: string, label: string]> = [
  ['a8r.io/chat', 'Chat'],
  ['a8r.io/runbook', 'Runbook'],
  ['a8r.io/incidents', 'Incidents'],
  ['a8r.io/logs', 'Logs'],
  ['a8r.io/bugs', 'Bugs'],
  ['a8r.io/documentation', 'Documentation'],
  ['a8r.io/support', 'Support'],
  ['a8r.io/repository', 'Repository'],
]

/** Whom to ask and what to read, from the a8r.io annotations; links only after parsing, and only http, https and mailto. */
export function annotationLinks(annotations: Readonly<Record<string, string>>): AnnotationLink[] {
  return keys.flatMap(([key, label]) => {
    const text = annotations[key]?.trim().slice(0, 512)
    return text ? [{ label, text, href: safeHref(text) }] : []
  })
}

function safeHref(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return schemes.has(url.protocol) && url.username === '' && url.password === '' ? url.href : null
}
