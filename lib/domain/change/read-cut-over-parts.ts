import { type CutOverPart, cutOverCodes, cutOverSources } from './cut-over-part'
import { isMap } from './merge-patch'

const maxParts = 8
const maxWords = 80
const maxSeconds = 366 * 86_400

/** The parts of a cut-over from a record that others may have written; null for anything else. */
export function readCutOverParts(value: unknown): CutOverPart[] | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > maxParts) return null
  const parts: CutOverPart[] = []
  for (const member of value) {
    const part = readPart(member)
    if (part === null) return null
    parts.push(part)
  }
  return parts
}

function readPart(value: unknown): CutOverPart | null {
  if (!isMap(value)) return null
  const code = cutOverCodes.find((known) => known === value.code)
  const source = cutOverSources.find((known) => known === value.source)
  const { words, seconds } = value
  if (!code || !source || typeof words !== 'string' || words.length > maxWords) return null
  if (seconds === null) return { code, words, seconds, source }
  const isTime = typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 && seconds <= maxSeconds
  return isTime ? { code, words, seconds, source } : null
}
