import { downwardHeight } from './downward-height'

/** The height in pixels that a source is about to need, so that nothing moves when the picture comes. */
export function estimateHeight(source: string): number {
  const count = (pattern: RegExp) => source.match(pattern)?.length ?? 0
  if (source.startsWith('sequenceDiagram')) return 90 + count(/^rect /gm) * 40 + count(/^(c|o)\d.*: |^Note /gm) * 32
  const nodes = count(/^n\d+\[/gm)
  if (source.startsWith('flowchart TB')) return downwardHeight(source)
  const people = count(/:::(people|nobody)$/gm) / 2
  if (people > 0) return people * 64 + count(/^subgraph /gm) * 50
  // Two columns: who asks or leads, and what is led to or stands beside it.
  if (!source.includes('\nsubgraph ')) {
    const second = new Set([...source.matchAll(/^n\d+ .*(?:@|~~~).* (n\d+)$/gm)].map(([, node]) => node)).size
    return Math.max(nodes - second, second) * 72 - 5
  }
  const clients = count(/:::client$/gm)
  const destinations = count(/^direction LR$/gm) * 119.45
  return Math.max(source.includes('|"outside"|') ? 171 : 116, clients * 72 + 44, destinations)
}

/** Whether the estimate is the height of the picture itself; one that is made smaller to fit keeps its place then. */
export function isHeightKnown(source: string): boolean {
  return (
    source.startsWith('flowchart TB') || (source.startsWith('flowchart LR') && !/:::(people|nobody)$/m.test(source))
  )
}
