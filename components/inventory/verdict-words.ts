import { outcomeWords } from '@/components/ui/outcome-words'
import type { Row } from '@/lib/contract/row'

/** The verdict of a row that does not simply lead somewhere, in a few words: `NXDOMAIN at hop 2`. Says so when only the outside sees it. */
export function verdictWords(row: Pick<Row, 'verdict' | 'vantage' | 'chain' | 'brokenAt'>): string {
  const { verdict, vantage, chain, brokenAt } = row
  const words = outcomeWords[verdict.code]
  const hop = brokenAt === null ? 0 : 1 + (chain.includes(brokenAt) ? chain.indexOf(brokenAt) : chain.length)
  const place = hop > 1 ? ` at hop ${hop}` : ''
  const said = vantage === 'outside' ? ', outside' : ''
  return `${words}${place}${said}`
}
