import type { Row } from '@/lib/contract/row'
import { findingWords } from '@/lib/domain/finding/finding-words'
import { outcomeWords } from '@/lib/domain/resolution/outcome-words'
import type { OutcomeCode, VerdictNote } from '@/lib/domain/resolution/verdict'

const noteWords = new Map([
  ['BLOCKED_BY_POLICY', 'Blocked by policy'],
  ['CHAIN_LONG', 'Long chain'],
  ['SPECIAL_IP', 'Special address'],
  ['SPLIT_HORIZON', 'Split horizon'],
  ['STALE_ANSWER', 'Answer is stale'],
  ['TTL_LONG', 'Long TTL'],
  ['TTL_ZERO', 'TTL is 0'],
  ['UNCONFIRMED', 'Failed once'],
])
const good: ReadonlySet<OutcomeCode> = new Set(['OK', 'OK_V4_ONLY', 'OK_V6_ONLY'])

/** What makes a row what it is: a finding that is worse than its verdict, else the verdict, in a few words. */
export function troubleWords(row: Pick<Row, 'verdict' | 'vantage' | 'chain' | 'brokenAt' | 'finding'>): string {
  return row.finding === null ? verdictWords(row) : findingWords(row.finding.code)
}

/** The verdict of a row that does not simply lead somewhere, in a few words: `NXDOMAIN at hop 2`. Says so when only the outside sees it. */
export function verdictWords(row: Pick<Row, 'verdict' | 'vantage' | 'chain' | 'brokenAt'>): string {
  const { verdict, vantage, chain, brokenAt } = row
  const said = vantage === 'outside' ? ', outside' : ''
  // A name that resolves is warned about because of a note, not of its outcome.
  const note = good.has(verdict.code) ? verdict.notes.find(({ severity }) => severity === verdict.severity) : undefined
  if (note) return `${wordsOf(note)}${said}`
  const hop = brokenAt === null ? 0 : 1 + (chain.includes(brokenAt) ? chain.indexOf(brokenAt) : chain.length)
  const place = hop > 1 ? ` at hop ${hop}` : ''
  return `${outcomeWords[verdict.code]}${place}${said}`
}

function wordsOf({ code }: VerdictNote): string {
  return noteWords.get(code) ?? code.toLowerCase().replaceAll('_', ' ')
}
