/** One line of code; `isMarked` for those that are there because a certificate is not for the alias. */
export interface SnippetLine {
  text: string
  isMarked: boolean
}

/** How one kind of client uses an alias. `says` is what the marked lines are about, null without any. */
export interface Snippet {
  client: string
  lines: SnippetLine[]
  says: string | null
}

/** What snippets are written from. */
export interface SnippetFacts {
  /** As the application writes it: the short name of the alias, or the full one. */
  host: string
  port: number
  isTls: boolean
  /** The name that the certificate is for where it does not name the alias; null where the alias' own name does, or none is verified. */
  tlsName: string | null
  /** The certificate is of an authority that clients do not know by themselves. */
  isPrivateCa: boolean
}

export const caFile = '/etc/ssl/private-ca.pem'

export const marked = (text: string): SnippetLine => ({ text, isMarked: true })

type Part = string | SnippetLine | null | false

/** A snippet from its lines; what is null or false is left out. */
export function snippet(client: string, parts: readonly Part[], says: string = asksForTarget): Snippet {
  const lines = parts.flatMap((part) => {
    if (part === null || part === false) return []
    return typeof part === 'string' ? { text: part, isMarked: false } : part
  })
  return { client, lines, says: lines.some(({ isMarked }) => isMarked) ? says : null }
}

const asksForTarget = 'Marked: connect to the alias, but ask for the certificate of the target.'

export const asksForTargetAndHost =
  'Marked: connect to the alias, but ask for the certificate and the host of the target.'

/** For clients without a setting for another name than the one they connect to. */
export const goesToTarget =
  'Marked: this client verifies the name that it connects to and has no setting for another, so it goes to the target itself.'

/** For clients that are told names by the servers that they reach. */
export const learnsNames =
  'Marked: the servers tell clients their own names, which are verified then; begin at the target, whose name the certificate has.'

/** A command over several lines of a shell. */
export function shellLines(parts: readonly Part[]): Part[] {
  const kept = parts.filter((part) => part !== null && part !== false)
  return kept.map((part, index) => {
    const end = index < kept.length - 1 ? ' \\' : ''
    const start = index > 0 ? '  ' : ''
    return typeof part === 'string' ? `${start}${part}${end}` : { ...part, text: `${start}${part.text}${end}` }
  })
}
