import type { ServiceType } from '@/lib/domain/alias/alias'
import type { NamedBy } from '@/lib/domain/consumer/named-by'
import type { Resolution, VantageAnswer, VantageName } from '@/lib/domain/resolution/resolution'
import { type ChainStep, chainSteps } from './chain-steps'
import { flowSentence } from './flow-sentence'
import { type FlowSource, flowSource } from './flow-source'
import { drawBehind, type FlowEnd, type LoadBalancerBehind } from './load-balancer-flow'
import { stepClass, stepEdge, stepLine } from './step-look'

export interface FlowDiagramInput {
  cluster: string
  namespace: string
  name: string
  type: ServiceType
  target: string | null
  resolution: Resolution
  /** What names the alias; empty where nothing is known. */
  namedBy: NamedBy
  /** The load balancers that its target ends at. */
  behind: readonly LoadBalancerBehind[]
}

/** How many consumers stand by themselves; of more than that the last place says how many there are. */
const shownConsumers = 3

interface Path {
  answer: VantageAnswer
  steps: ChainStep[]
}

/**
 * Mermaid flowchart of where an alias leads now: the alias in its cluster, each name of the chain, the addresses or the broken name.
 * Vantages that agree share one path; where they part, the edges say which is which.
 */
export function flowDiagram(input: FlowDiagramInput): string {
  const paths = pathsOf(input)
  const source = flowSource(`Where ${input.name} leads`, flowSentence(input))
  let clients: string[] = []
  let alias = ''
  source.group(`cluster ${input.cluster}`, () => {
    clients = drawConsumers(source, input.namedBy)
    alias = source.node([input.name, aliasLine(input)], 'alias')
  })
  for (const client of clients) source.edge(client, alias, 'leads')
  if (input.target !== null) {
    const [first, second] = paths
    if (first && second) drawBehind(source, drawTogether(source, alias, first, second), input.behind)
    else if (first) drawBehind(source, [drawFrom(source, alias, first, 0, new Map(), undefined)], input.behind)
    else source.edge(alias, source.node([input.target, 'nothing asked yet'], 'out'), 'silent')
  }
  return source.text()
}

function drawConsumers(source: FlowSource, { items, total }: NamedBy): string[] {
  const shown = items.slice(0, total > shownConsumers ? shownConsumers - 1 : shownConsumers)
  const nodes = shown.map(({ kind, name, namespace }) => source.node([`${kind} ${name}`, `in ${namespace}`], 'client'))
  const rest = total - shown.length
  return rest > 0 ? [...nodes, source.node([`${rest} more`, 'name it, too'], 'client')] : nodes
}

function aliasLine(input: FlowDiagramInput): string {
  const kind = input.type === 'ExternalName' ? 'Service' : `${input.type} Service`
  return `${kind} in ${input.namespace}`
}

function pathsOf(input: FlowDiagramInput): Path[] {
  const { target } = input
  if (target === null) return []
  const asked = input.resolution.vantages.filter((answer) => answer.verdict.code !== 'NOT_ASKED')
  return asked.slice(0, 2).map((answer) => ({ answer, steps: chainSteps(answer, target) }))
}

function drawTogether(source: FlowSource, alias: string, first: Path, second: Path): FlowEnd[] {
  const shared = sharedLength(first, second)
  const drawn = new Map<string, string>()
  const last = drawSteps(source, alias, first, { from: 0, to: shared, drawn, label: undefined })
  if (shared === first.steps.length && shared === second.steps.length) return [{ node: last, steps: first.steps }]
  return [first, second].map((path) => drawFrom(source, last, path, shared, new Map(drawn), path.answer.vantage))
}

function sharedLength(first: Path, second: Path): number {
  let length = 0
  while (length < Math.min(first.steps.length, second.steps.length) && sameStep(first, second, length)) length++
  return length
}

function sameStep(first: Path, second: Path, index: number): boolean {
  const [a, b] = [first.steps[index], second.steps[index]]
  if (!a || !b || a.name !== b.name || a.kind !== b.kind) return false
  if (a.kind === 'cname' || a.kind === 'loop') return a.data[0] === b.data[0]
  if (a.kind === 'address') return !isSplit(first.answer) && !isSplit(second.answer)
  return first.answer.verdict.code === second.answer.verdict.code
}

function isSplit(answer: VantageAnswer): boolean {
  return answer.verdict.notes.some((note) => note.code === 'SPLIT_HORIZON')
}

function drawFrom(
  source: FlowSource,
  from: string,
  path: Path,
  start: number,
  drawn: Map<string, string>,
  label: VantageName | undefined,
): FlowEnd {
  const node = drawSteps(source, from, path, { from: start, to: path.steps.length, drawn, label })
  return { node, steps: path.steps }
}

interface Stretch {
  from: number
  to: number
  drawn: Map<string, string>
  label: string | undefined
}

function drawSteps(source: FlowSource, start: string, path: Path, stretch: Stretch): string {
  let previous = start
  for (let index = stretch.from; index < stretch.to; index++) {
    const step = path.steps[index]
    if (!step) break
    const id = source.node([step.name, stepLine(step, index, path.answer)], stepClass(step))
    source.edge(previous, id, stepEdge(step), index === stretch.from ? stretch.label : undefined)
    stretch.drawn.set(step.name, id)
    const back = step.kind === 'loop' ? stretch.drawn.get(step.data[0] ?? '') : undefined
    if (back !== undefined) source.edge(id, back, 'broken', 'again')
    previous = id
  }
  return previous
}
