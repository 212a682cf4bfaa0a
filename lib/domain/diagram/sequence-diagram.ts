import { outcomePhrase } from '@/lib/domain/resolution/outcome-words'
import type { Resolution, VantageAnswer, VantageName } from '@/lib/domain/resolution/resolution'
import type { OutcomeCode } from '@/lib/domain/resolution/verdict'
import { addressWords } from './address-words'
import { type ChainStep, chainSteps } from './chain-steps'
import { type ConnectMessages, connectMessages, type SeenConnection } from './connect-messages'
import { diagramLabel } from './label'
import { sequenceSentence } from './sequence-sentence'

export interface SequenceDiagramInput {
  serviceName: string
  target: string | null
  resolution: Resolution
  /** The connection as the console tried it; null or absent while nothing is known of it. */
  connection?: SeenConnection | null
  /** Draws one vantage; every configured one when absent. */
  vantage?: VantageName
}

interface Cast {
  client: string
  resolver: string
  upstream: string
  target: string
}

const shortLength = 19
const unanswered: readonly OutcomeCode[] = ['LAME_OR_UNREACHABLE_ZONE', 'SERVFAIL_UPSTREAM', 'TRUNCATED_TCP_FAILED']
// Nothing is known of what lies behind a resolver that refuses or answers nonsense.
const resolverOnly: readonly OutcomeCode[] = ['REFUSED', 'RESOLVER_ERROR', 'BLOCKED_BY_POLICY']
const neverSent: readonly OutcomeCode[] = ['INVALID_NAME', 'IP_LITERAL', 'NOT_ASKED']

/** Mermaid sequence of both phases, name and connection, as a client of the alias goes through them, per vantage. */
export function sequenceDiagram(input: SequenceDiagramInput): string {
  const answers = input.resolution.vantages.filter(
    (answer) => input.vantage === undefined || answer.vantage === input.vantage,
  )
  const lines = [
    'sequenceDiagram',
    `accTitle: How ${diagramLabel(input.serviceName)} is looked up and connected to`,
    `accDescr: ${diagramLabel(sequenceSentence({ ...input, answers }), 600)}`,
  ]
  for (const answer of answers) lines.push(...participants(castOf(answer.vantage), answer, input))
  for (const answer of answers) lines.push(...phases(castOf(answer.vantage), answer, input))
  if (answers.length === 0) lines.push('participant p0 as Signpost', 'Note over p0: no vantage is configured')
  return `${lines.join('\n')}\n`
}

function castOf(vantage: VantageName): Cast {
  const prefix = vantage === 'cluster' ? 'c' : 'o'
  return { client: `${prefix}0`, resolver: `${prefix}1`, upstream: `${prefix}2`, target: `${prefix}3` }
}

function participants(cast: Cast, answer: VantageAnswer, input: SequenceDiagramInput): string[] {
  const isCluster = answer.vantage === 'cluster'
  const last = lastName(answer, input.target)
  const actor = (id: string, title: string, detail: string | null) =>
    `participant ${id} as ${title}${detail === null ? '' : `<br/>${diagramLabel(hostLabel(detail))}`}`
  return [
    actor(cast.client, isCluster ? 'Pod' : 'Client', isCluster ? 'in the cluster' : 'outside'),
    actor(cast.resolver, isCluster ? 'CoreDNS' : 'Resolver', answer.resolver),
    actor(cast.upstream, isCluster && isInside(input) ? 'Cluster zone' : 'Zone', last),
    ...(answer.addresses.length > 0 ? [actor(cast.target, 'Target', addressWords(answer.addresses))] : []),
  ]
}

function lastName(answer: VantageAnswer, target: string | null): string | null {
  return target === null ? null : (chainSteps(answer, target).at(-1)?.name ?? target)
}

function phases(cast: Cast, answer: VantageAnswer, input: SequenceDiagramInput): string[] {
  const from = answer.vantage === 'cluster' ? 'from the cluster' : 'from outside'
  const isUnknown = answer.verdict.severity === 'unknown'
  const connect = connectPhase(cast, answer, input)
  const failures = [answer.verdict.severity === 'critical' ? failureWords(answer) : null, connect.failure]
  return [
    ...failures.flatMap((words) => (words === null ? [] : [`%% fails: ${words}`])),
    `%% 1 Name, ${from}${isUnknown ? ', unknown' : ''}`,
    'rect rgb(245, 245, 247)',
    ...namePhase(cast, answer, input),
    'end',
    `%% 2 Connect, ${from}${connect.isKnown ? '' : ', unknown'}`,
    'rect rgb(245, 245, 247)',
    ...connect.lines,
    'end',
  ]
}

function namePhase(cast: Cast, answer: VantageAnswer, input: SequenceDiagramInput): string[] {
  const { target } = input
  if (target === null) return [`Note over ${cast.client},${cast.upstream}: the Service has no external name`]
  if (neverSent.includes(answer.verdict.code)) return [notAsked(cast, answer.verdict.code)]
  const asked = answer.vantage === 'cluster' ? input.serviceName : target
  const question = `A, AAAA ${hostLabel(asked)}`
  if (answer.verdict.code === 'TIMEOUT') return [message(cast.client, '-x', cast.resolver, question)]
  const steps = chainSteps(answer, target)
  return [
    message(cast.client, '->>', cast.resolver, question),
    ...upstreamMessages(cast, answer, steps),
    message(cast.resolver, '-->>', cast.client, finalAnswer(answer, steps)),
  ]
}

function notAsked(cast: Cast, code: OutcomeCode): string {
  const why = code === 'NOT_ASKED' ? '' : `<br/>${diagramLabel(outcomePhrase(code))}`
  return `Note over ${cast.resolver},${cast.upstream}: nothing was asked${why}`
}

function upstreamMessages(cast: Cast, answer: VantageAnswer, steps: readonly ChainStep[]): string[] {
  const first = steps[0]
  if (!first || resolverOnly.includes(answer.verdict.code)) return []
  const lines: string[] = []
  const last = steps.at(-1)
  const isLost = unanswered.includes(answer.verdict.code)
  if (first !== last || !isLost)
    lines.push(message(cast.resolver, '->>', cast.upstream, `A, AAAA ${hostLabel(first.name)}`))
  for (const step of steps) lines.push(...stepMessages(cast, answer, step, isLost))
  return lines
}

function stepMessages(cast: Cast, answer: VantageAnswer, step: ChainStep, isLost: boolean): string[] {
  switch (step.kind) {
    case 'cname':
    case 'loop':
      return [
        message(cast.upstream, '-->>', cast.resolver, `CNAME ${hostLabel(step.data[0] ?? '')} · ${step.ttlSeconds} s`),
      ]
    case 'address': {
      const words = `${addressWords(step.data)} · ${step.ttlSeconds} s`
      return [message(cast.upstream, '-->>', cast.resolver, words)]
    }
    case 'broken':
    case 'silent':
      return isLost
        ? [message(cast.resolver, '-x', cast.upstream, `A, AAAA ${hostLabel(step.name)}`)]
        : [message(cast.upstream, '-->>', cast.resolver, failureWords(answer))]
  }
}

function finalAnswer(answer: VantageAnswer, steps: readonly ChainStep[]): string {
  const cnames = steps.filter((step) => step.kind === 'cname').length + (answer.vantage === 'cluster' ? 1 : 0)
  const links = cnames === 0 ? '' : cnames === 1 ? 'CNAME' : `CNAME ×${cnames}`
  const last = steps.at(-1)
  if (last?.kind === 'address') return [links, last.types.join(', ')].filter(Boolean).join(', ')
  if (answer.verdict.severity === 'unknown') return outcomePhrase(answer.verdict.code)
  // CoreDNS answers NOERROR with the CNAME alone when upstream fails.
  return answer.vantage === 'cluster' ? 'CNAME alone, no address' : failureWords(answer)
}

// The number of the first Extended DNS Error says in one word what the text beside the hops says in full.
function failureWords({ verdict, evidence }: VantageAnswer): string {
  const words = outcomePhrase(verdict.code)
  const number = /^EDE \d{1,5}/.exec(evidence?.extendedErrors[0] ?? '')?.[0]
  return number === undefined ? words : `${words}, ${number}`
}

function connectPhase(cast: Cast, answer: VantageAnswer, input: SequenceDiagramInput): ConnectMessages {
  const { client, resolver, upstream, target: server } = cast
  const { addresses, verdict } = answer
  if (addresses.length === 0) {
    const isKnown = verdict.severity !== 'unknown'
    const note = diagramLabel(`${isKnown ? 'never starts' : 'not known'}, no address`)
    return { lines: [`Note over ${resolver},${upstream}: ${note}`], isKnown, failure: null }
  }
  const host = input.target ?? ''
  const tried = input.connection ? connectMessages({ client, server, host, addresses }, input.connection) : null
  if (tried?.isKnown) return tried
  const name = answer.vantage === 'cluster' ? shortServiceName(input.serviceName) : host
  return {
    lines: [
      message(client, '->>', server, `connects to ${addressWords(addresses)}`),
      message(client, '->>', server, `sends ${hostLabel(name)} as Host and TLS name`),
      ...(tried?.lines ?? []),
    ],
    isKnown: false,
    failure: null,
  }
}

function isInside(input: SequenceDiagramInput): boolean {
  const zone = input.serviceName.split('.').slice(2).join('.')
  return zone !== '' && input.target !== null && input.target.endsWith(`.${zone}`)
}

function shortServiceName(serviceName: string): string {
  return serviceName.split('.').slice(0, 3).join('.')
}

function hostLabel(host: string): string {
  if (host.length <= shortLength) return host
  const labels = host.split('.')
  while (labels.length > 1 && labels.join('.').length > shortLength - 1) labels.pop()
  return `${labels.join('.').slice(0, shortLength - 1)}…`
}

function message(from: string, arrow: '->>' | '-->>' | '-x', to: string, text: string): string {
  return `${from}${arrow}${to}: ${diagramLabel(text)}`
}
