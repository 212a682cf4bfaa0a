import { outcomePhrase } from '@/lib/domain/resolution/outcome-words'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { connectionSentence, type SeenConnection } from './connect-messages'

export interface SequenceSentenceInput {
  serviceName: string
  target: string | null
  /** The connection as the console tried it. */
  connection?: SeenConnection | null
  answers: readonly VantageAnswer[]
}

/** The sequence in words: the text alternative of the diagram, one sentence per vantage. */
export function sequenceSentence(input: SequenceSentenceInput): string {
  if (input.target === null) return `${input.serviceName} has no external name.`
  const ways = input.answers.map((answer) => {
    const words = outcomePhrase(answer.verdict.code)
    if (answer.addresses.length > 0) return `From ${answer.vantage}, it connects to ${answer.addresses.join(', ')}.`
    if (answer.brokenAt === null) return `From ${answer.vantage}, no address (${words}).`
    return `From ${answer.vantage}, no address, the question for ${answer.brokenAt} failed (${words}).`
  })
  const isReached = input.answers.some(({ addresses }) => addresses.length > 0)
  const tried = isReached && input.connection ? connectionSentence(input.target, input.connection) : null
  return [`${input.serviceName} answers with the name ${input.target}.`, ...ways, ...(tried ? [tried] : [])].join(' ')
}
