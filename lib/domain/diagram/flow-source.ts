import { diagramLabel } from './label'

/**
 * Look of a node, as a class the renderer colours: the alias itself, the host that is the subject, who depends on it or that nobody is named, a client
 * told in words, a host of the chain, a terminal name, a broken or a silent name, a lane.
 */
export type NodeClass =
  | 'alias'
  | 'subject'
  | 'people'
  | 'nobody'
  | 'client'
  | 'host'
  | 'terminal'
  | 'bad'
  | 'out'
  | 'blue'
  | 'green'
  | 'blueStandby'
  | 'greenStandby'

export type EdgeKind = 'leads' | 'broken' | 'silent' | 'blue' | 'green'

export interface FlowSource {
  /** Adds a node of one or two lines and gives its generated id. */
  node(lines: readonly [string] | readonly [string, string], className: NodeClass): string
  /** Its id begins with its kind, which is what the renderer colours it by. */
  edge(from: string, to: string, kind: EdgeKind, label?: string): void
  /** Keeps a node in the column after another without an arrow. */
  beside(from: string, to: string): void
  /** Nodes added inside `fill` stand in a box with this title. */
  group(title: string, fill: () => void): void
  /** The same for a box that edges lead to as a whole, by the id it gives: inside it everything runs in the direction of the whole. */
  destination(title: string, fill: () => void): string
  text(): string
}

const arrows: Record<EdgeKind, string> = {
  leads: '-->',
  broken: '--x',
  silent: '-.->',
  blue: '-->',
  green: '-->',
}

/** A Mermaid flowchart that grows: ids are generated, labels go through the one encoder, classes carry no colours. */
export function flowSource(title: string, description: string): FlowSource {
  const lines = ['flowchart LR', `accTitle: ${diagramLabel(title)}`, `accDescr: ${diagramLabel(description, 600)}`]
  let nodes = 0
  let edges = 0
  let groups = 0
  const box = (heading: string, fill: () => void, ...first: string[]) => {
    const id = `s${groups++}`
    lines.push(`subgraph ${id}["${diagramLabel(heading)}"]`, ...first)
    fill()
    lines.push('end')
    return id
  }
  return {
    node(text, className) {
      const id = `n${nodes++}`
      lines.push(`${id}["${text.map((line) => diagramLabel(line)).join('<br/>')}"]:::${className}`)
      return id
    },
    edge(from, to, kind, label) {
      const id = `${kind}${edges++}`
      const words = label === undefined ? '' : `|"${diagramLabel(label)}"|`
      lines.push(`${from} ${id}@${arrows[kind]}${words} ${to}`)
    },
    beside: (from, to) => void lines.push(`${from} ~~~ ${to}`),
    group: (heading, fill) => void box(heading, fill),
    // Left to itself, Mermaid turns such a box to the other direction.
    destination: (heading, fill) => box(heading, fill, 'direction LR'),
    text: () => `${lines.join('\n')}\n`,
  }
}
