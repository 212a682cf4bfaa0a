import { isFindingCode } from './finding-words'

export const suppressAnnotation = 'signpost/suppress'

/** A finding that is known and accepted until the end of a day in UTC, `YYYY-MM-DD`. */
export interface Suppression {
  code: string
  until: string
  reason: string
}

export interface Suppressions {
  entries: Suppression[]
  /** What of the annotation says nothing, and why; five at most. */
  faults: string[]
}

const mostLines = 50
const mostFaults = 5
const longestReason = 300
const shown = 60
const line = /^(?<code>\S+)\s+until=(?<until>\S+)\s+reason=(?<reason>.*\S)$/
const dayMs = 86_400_000

/**
 * Reads annotation `signpost/suppress`: a line `CODE until=2027-01-31 reason=…` for each finding, 50 at most. A line that cannot be read suppresses
 * nothing and is told; of two lines for one code the later end holds.
 */
export function readSuppressions(annotations: Readonly<Record<string, string>>): Suppressions {
  const lines = linesOf(annotations[suppressAnnotation])
  const byCode = new Map<string, Suppression>()
  const faults: string[] = []
  if (lines.length > mostLines) faults.push(`it has more than ${mostLines} lines; the others are not read`)
  for (const text of lines.slice(0, mostLines)) {
    const read = readLine(text)
    if (typeof read === 'string') faults.push(`"${text.slice(0, shown)}": ${read}`)
    else if ((byCode.get(read.code)?.until ?? '') < read.until) byCode.set(read.code, read)
  }
  return { entries: [...byCode.values()], faults: faults.slice(0, mostFaults) }
}

/** Whether it still holds: the day of its end counts. */
export function isInForce({ until }: Suppression, nowMs: number): boolean {
  return nowMs < Date.parse(`${until}T00:00:00Z`) + dayMs
}

/** The annotation with one more entry, in place of those of the same code; other lines stay as they are. */
export function withSuppression(text: string | undefined, { code, until, reason }: Suppression): string {
  const told = reason.replace(/\s+/g, ' ').trim().slice(0, longestReason)
  return [...others(text, code), `${code} until=${until} reason=${told}`].join('\n')
}

/** The annotation without the entries of a code; null when nothing is left of it. */
export function withoutSuppression(text: string | undefined, code: string): string | null {
  return others(text, code).join('\n') || null
}

/** Whether a text is a day as an entry names it. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text)
}

function readLine(text: string): Suppression | string {
  const { code, until, reason } = line.exec(text)?.groups ?? {}
  if (code === undefined || until === undefined || reason === undefined) {
    return 'a line is a code, until= with a day, and reason= with the reason'
  }
  if (!isFindingCode(code)) return 'no finding has this code'
  if (!isDay(until)) return 'the end is no day, such as 2027-01-31'
  return { code, until, reason: reason.slice(0, longestReason) }
}

function others(text: string | undefined, code: string): string[] {
  return linesOf(text).filter((each) => each.split(/\s/, 1)[0] !== code)
}

function linesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}
