import { isObject, type Json } from './json.ts'

/** A value as Go prints maps and slices with %v: `map[a:1 b:[x y]]`. */
export function goText(value: Json): string {
  if (value === null) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`
  if (!isObject(value)) return String(value)
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `map[${pairs.map(([key, item]) => `${key}:${goText(item)}`).join(' ')}]`
}

/** What Go's decoder says about a text that is no JSON. */
export function goSyntaxError(text: string, error: unknown): string {
  const said = error instanceof Error ? error.message : ''
  if (text === '' || /end of JSON|Unterminated|end of input/i.test(said)) return 'unexpected end of JSON input'
  const at = Number(/position (\d+)/.exec(said)?.[1] ?? -1)
  const found = at >= 0 ? (text[at] ?? '') : (/token '?(.)/.exec(said)?.[1] ?? text[0] ?? '')
  const where = /property name/.test(said) ? 'object key string' : 'value'
  if (found === '') return 'unexpected end of JSON input'
  return `invalid character '${found}' looking for beginning of ${where}`
}

/** What Go's decoder calls the kind of a value that does not fit. */
export function goKind(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
