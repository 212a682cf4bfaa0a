import { type ChainStep, chainSteps } from '@/lib/domain/diagram/chain-steps'
import type { FlowSource } from '@/lib/domain/diagram/flow-source'
import { stepClass, stepEdge, stepLine } from '@/lib/domain/diagram/step-look'
import { outcomePhrase } from '@/lib/domain/resolution/outcome-words'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ClusterView } from './dependency'
import { countWords } from './team-rows'

interface Way {
  /** Who sees it: clusters, or `outside`. */
  seenBy: Set<string>
  answer: VantageAnswer
  first: ChainStep
  rest: ChainStep[]
}

const maximumWays = 3
const maximumAddresses = 6
const maximumSteps = 18

/**
 * Draws a host and where it leads, and gives the host's node. Views that agree share their way; where they part, arrows say who sees which. Addresses
 * stand alone, or with `isCompact` as one node.
 */
export function drawWays(source: FlowSource, host: string, views: readonly ClusterView[], isCompact = false): string {
  const ways = waysOf(host, views)
  const shown = ways.slice(0, maximumWays)
  const [first] = shown
  if (first === undefined) return source.node([host, 'nothing asked yet'], 'subject')
  const isOne = shown.every((way) => way.first.kind === first.first.kind)
  const id = isOne
    ? source.node([host, hostLine(first)], isEnd(first.first) ? stepClass(first.first) : 'subject')
    : source.node([host, 'views differ'], 'subject')
  const drawn = new Map<string, string>()
  for (const way of shown) {
    const label = shown.length > 1 ? [...way.seenBy].slice(0, 3).join(', ') : undefined
    if (!isEnd(way.first)) drawWay({ source, drawn, isCompact }, id, way, label)
    else if (!isOne) drawDeadEnd(source, id, way, label)
  }
  const more = ways.length - shown.length
  if (more > 0)
    source.edge(id, source.node([countWords(more, 'more view', 'more views'), 'differ again'], 'out'), 'silent')
  return id
}

/** An address ends in nodes of its own, so its line only says how many there are. */
function hostLine({ first, answer }: Way): string {
  return first.kind === 'address' ? addressLine(first, 0) : stepLine(first, 0, answer)
}

function addressLine({ types, data, ttlSeconds }: ChainStep, index: number): string {
  return `hop ${index + 1} · ${types.join(', ')} · ${countWords(data.length, 'address', 'addresses')} · ${ttlSeconds} s`
}

function isEnd({ kind }: ChainStep): boolean {
  return kind === 'broken' || kind === 'silent'
}

function waysOf(host: string, views: readonly ClusterView[]): Way[] {
  const ways = new Map<string, Way>()
  for (const { cluster, answers } of views) {
    for (const answer of answers) {
      if (answer.verdict.code === 'NOT_ASKED') continue
      const [first, ...rest] = chainSteps(answer, host).slice(0, maximumSteps)
      if (first === undefined) continue
      const key = keyOf(answer, [first, ...rest])
      const way = ways.get(key) ?? { seenBy: new Set(), answer, first, rest }
      way.seenBy.add(answer.vantage === 'outside' ? 'outside' : cluster)
      ways.set(key, way)
    }
  }
  return [...ways.values()]
}

// Balancers hand out other addresses at every question: only a split horizon makes two ways of them.
function keyOf({ verdict, addresses }: VantageAnswer, steps: readonly ChainStep[]): string {
  const isSplit = verdict.notes.some(({ code }) => code === 'SPLIT_HORIZON')
  const ends = steps.some(isEnd) ? verdict.code : ''
  return JSON.stringify([ends, steps.map(({ name, kind }) => [name, kind]), isSplit ? [...addresses].sort() : null])
}

interface Drawing {
  source: FlowSource
  /** Nodes by the way that leads to them. */
  drawn: Map<string, string>
  isCompact: boolean
}

function drawWay({ source, drawn, isCompact }: Drawing, host: string, way: Way, label: string | undefined): void {
  let previous = host
  let path = ''
  let words = label
  const seen = new Map([[way.first.name, host]])
  for (const [index, step] of way.rest.entries()) {
    path += `/${step.name} ${step.kind}`
    const known = drawn.get(path)
    const line = step.kind === 'address' ? addressLine(step, index + 1) : stepLine(step, index + 1, way.answer)
    const id = known ?? source.node([step.name, line], step.kind === 'address' ? 'host' : stepClass(step))
    if (known === undefined) {
      source.edge(previous, id, stepEdge(step), words)
      words = undefined
    }
    drawn.set(path, id)
    seen.set(step.name, id)
    previous = id
  }
  const last = way.rest.at(-1) ?? way.first
  if (last.kind === 'address') {
    const draw = isCompact ? drawAddressCount : drawAddresses
    draw(source, previous, last.data, words)
  }
  const back = last.kind === 'loop' ? seen.get(last.data[0] ?? '') : undefined
  if (back !== undefined) source.edge(previous, back, 'broken', 'again')
}

function drawAddresses(
  source: FlowSource,
  from: string,
  addresses: readonly string[],
  label: string | undefined,
): void {
  const shown = addresses.length > maximumAddresses ? addresses.slice(0, maximumAddresses - 1) : addresses
  let words = label
  for (const address of shown) {
    source.edge(from, source.node([address], 'terminal'), 'leads', words)
    words = undefined
  }
  const more = addresses.length - shown.length
  if (more > 0)
    source.edge(from, source.node([countWords(more, 'more address', 'more addresses')], 'terminal'), 'leads')
}

function drawAddressCount(
  source: FlowSource,
  from: string,
  addresses: readonly string[],
  label: string | undefined,
): void {
  const [first = ''] = addresses
  const isOne = addresses.length === 1
  const end = source.node(isOne ? [first] : [`${addresses.length} addresses`, 'clients choose'], 'terminal')
  source.edge(from, end, 'leads', label)
}

function drawDeadEnd(source: FlowSource, host: string, { first, answer }: Way, label: string | undefined): void {
  const id = source.node([outcomePhrase(answer.verdict.code), 'no address'], stepClass(first))
  source.edge(host, id, stepEdge(first), label)
}
