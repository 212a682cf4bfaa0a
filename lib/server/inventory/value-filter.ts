import { readFilterValue } from '@/lib/contract/filter-value'

/** The test that a repeated filter of the query stands for: any of its values, and none of those that it says are unwanted. */
export function valueFilter(texts: readonly string[]): (value: string) => boolean {
  const values = texts.map(readFilterValue)
  const wanted = new Set(values.flatMap(({ value, isNot }) => (isNot ? [] : [value])))
  const unwanted = new Set(values.flatMap(({ value, isNot }) => (isNot ? [value] : [])))
  return (value) => (wanted.size === 0 || wanted.has(value)) && !unwanted.has(value)
}
