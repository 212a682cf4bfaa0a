import { plainText } from '@/lib/domain/resolution/plain-text'
import type { LogLevel } from './log-level'
import { withoutSecrets } from './without-secrets'

export type LogValue = string | number | boolean | null | undefined | readonly LogValue[] | LogFields

export interface LogFields {
  readonly [name: string]: LogValue
}

/** What is told: `event` is a word for programs and never changes with what happened, `message` a sentence for people. */
export interface LogEntry {
  /** RFC 3339. */
  time: string
  level: LogLevel
  event: string
  message: string
  fields: LogFields
}

export type LogFormat = 'json' | 'text'

const longestText = 1000
const longestStack = 6000
const mostItems = 50
const deepest = 3

/**
 * One entry as one line without its end: JSON, or words for a terminal. Whatever text stands in it is bounded, has its control and direction
 * characters spelled out, and has lost what looks like a secret. The text of a stack keeps its lines, in JSON as `\n`, else indented.
 */
export function logLine({ time, level, event, message, fields }: LogEntry, format: LogFormat): string {
  const said = clean(message)
  const kept = cleanFields(fields, 0)
  if (format === 'json') return JSON.stringify({ time, level, event, message: said, ...withoutOwn(kept) })
  const { stack, ...others } = kept
  const words = Object.entries(others).map(([name, value]) => `${name}=${inWords(value)}`)
  const line = [time.slice(11, 19), level.padEnd(5), said, ...words].join(' ')
  return typeof stack === 'string' ? `${line}\n${stack.replace(/^/gm, '    ')}` : line
}

const own = new Set(['time', 'level', 'event', 'message'])

function withoutOwn(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !own.has(name)))
}

function cleanFields(fields: LogFields, depth: number): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields).slice(0, mostItems)) {
    if (value === undefined) continue
    kept[clean(name)] = name === 'stack' && typeof value === 'string' ? cleanStack(value) : cleanValue(value, depth)
  }
  return kept
}

function cleanValue(value: LogValue, depth: number): unknown {
  if (typeof value === 'string') return clean(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepest) return '…'
  if (isList(value)) return value.slice(0, mostItems).map((item) => cleanValue(item, depth + 1))
  return cleanFields(value, depth + 1)
}

function isList(value: readonly LogValue[] | LogFields): value is readonly LogValue[] {
  return Array.isArray(value)
}

function clean(text: string): string {
  return plainText(withoutSecrets(text.slice(0, longestText * 4)), longestText)
}

function cleanStack(text: string): string {
  const lines = withoutSecrets(text.slice(0, longestStack)).split('\n')
  return lines.map((line) => plainText(line, longestText)).join('\n')
}

function inWords(value: unknown): string {
  if (typeof value === 'string' && /^[^\s"=]+$/.test(value)) return value
  return JSON.stringify(value)
}
