import type { VantageName } from './resolution'

const from: Readonly<Record<VantageName, string>> = { cluster: 'From the cluster', outside: 'From outside' }

/** What the vantages say, each by name; what both say alike is told once. Each of `words` is a sentence. */
export function sayPerVantage(said: readonly { vantage: VantageName; words: string }[]): string {
  const [first] = said
  if (first === undefined) return ''
  const isAlike = said.length > 1 && said.every(({ words }) => words === first.words)
  if (isAlike) return `From both vantages: ${first.words}`
  return said.map(({ vantage, words }) => `${from[vantage]}: ${words}`).join(' ')
}
