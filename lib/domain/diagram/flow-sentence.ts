import type { NamedBy } from '@/lib/domain/consumer/named-by'
import { outcomePhrase } from '@/lib/domain/resolution/outcome-words'
import type { Resolution, VantageAnswer } from '@/lib/domain/resolution/resolution'
import { chainSteps } from './chain-steps'
import { behindSentences, type LoadBalancerBehind } from './load-balancer-flow'

export interface FlowSentenceInput {
  name: string
  namespace: string
  target: string | null
  resolution: Resolution
  namedBy: NamedBy
  behind: readonly LoadBalancerBehind[]
}

/** The flow in words: the text alternative of the diagram, one sentence per vantage. */
export function flowSentence(input: FlowSentenceInput): string {
  const { target } = input
  const subject = `Service ${input.name} in ${input.namespace}`
  const clients = clientsOf(input.namedBy)
  if (target === null) return [`${subject} leads to no external name.`, ...clients].join(' ')
  const sentences = input.resolution.vantages.map((answer) => `From ${answer.vantage}, ${wayOf(answer, target)}.`)
  return [`${subject} leads to ${target}.`, ...sentences, ...behindSentences(input.behind), ...clients].join(' ')
}

function clientsOf({ items, total }: NamedBy): string[] {
  if (items.length === 0) return []
  const named = items.map(({ kind, name, namespace }) => `${kind} ${name} in ${namespace}`)
  const rest = total - named.length
  return [`It is named by ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`]
}

function wayOf(answer: VantageAnswer, target: string): string {
  if (answer.verdict.code === 'NOT_ASKED') return 'nothing was asked'
  const steps = chainSteps(answer, target)
  const names = steps.map((step) => step.name).join(' to ')
  const last = steps.at(-1)
  if (last?.kind === 'address') return `${names} ends at ${last.data.join(', ')}`
  return `${names} ends without an address (${outcomePhrase(answer.verdict.code)})`
}
