/** One value of a filter, and whether rows must have it or must not. */
export interface FilterValue {
  value: string
  isNot: boolean
}

/** Reads a value as the query spells it: `!production` is "not production"; `=` stands before a value that itself begins with `!` or `=`. */
export function readFilterValue(text: string): FilterValue {
  if (text.startsWith('!')) return { value: text.slice(1), isNot: true }
  return { value: text.startsWith('=') ? text.slice(1) : text, isNot: false }
}

/** The query's spelling of a value; what `readFilterValue` reads. */
export function writeFilterValue({ value, isNot }: FilterValue): string {
  if (isNot) return `!${value}`
  return value.startsWith('!') || value.startsWith('=') ? `=${value}` : value
}
