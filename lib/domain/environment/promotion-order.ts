import { compareText } from '@/lib/domain/compare-text'
import { knownEnvironment } from './environment-words'

/** Environments in the order in which something is promoted through them; the spellings of one environment count once. */
export function readPromotionOrder(words: readonly string[]): string[] {
  return [...new Set(words.map((word) => word.toLowerCase()).map((word) => knownEnvironment(word) ?? word))]
}

/** Environments as columns: those that the order names as it has them, then the others by name. */
export function inPromotionOrder(environments: Iterable<string>, order: readonly string[]): string[] {
  const rank = new Map(order.map((environment, at) => [environment, at]))
  const rankOf = (environment: string) => rank.get(environment) ?? order.length
  return [...new Set(environments)].sort((a, b) => rankOf(a) - rankOf(b) || compareText(a, b))
}
