import type { Row } from '@/lib/contract/row'

const texts = new WeakMap<Row, string>()

/** All that the words of a search are looked for in, in lower case and one string for each row: reading six apart takes four times as long. */
export function searchText(row: Row): string {
  const known = texts.get(row)
  if (known !== undefined) return known
  const { name, namespace, target, terminal, owner, provider } = row
  const text = [name, namespace, target, terminal, owner?.value, provider].join('\n').toLowerCase()
  texts.set(row, text)
  return text
}
