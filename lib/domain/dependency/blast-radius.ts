import { type FlowSource, flowSource } from '@/lib/domain/diagram/flow-source'
import { blastSentence } from './blast-sentence'
import type { ClusterView, Dependency } from './dependency'
import { drawWays } from './draw-ways'
import { nameWords } from './name-words'
import { countWords, type TeamRow, teamRows } from './team-rows'

export interface BlastRadius {
  /** Mermaid source. */
  source: string
  /** The same in words. */
  sentence: string
}

const nameLength = 40

/**
 * What goes down with a host, as a Mermaid flowchart: teams, their aliases by cluster, the host, where it leads. Bounded: the largest teams and
 * clusters are drawn, what is left out is a node that says how much it is.
 */
export function blastRadius(dependency: Dependency, views: readonly ClusterView[]): BlastRadius {
  const sentence = blastSentence(dependency)
  const source = flowSource(`What goes down with ${dependency.host}`, sentence)
  const pointing: string[] = []
  for (const { title, rows } of teamRows(dependency.aliases)) {
    source.group(title, () => {
      for (const row of rows) pointing.push(drawTeam(source, row))
    })
  }
  const host = drawWays(source, dependency.host, views)
  for (const id of pointing) source.edge(id, host, 'leads')
  return { source: source.text(), sentence }
}

function drawTeam(source: FlowSource, row: TeamRow): string {
  const places = `in ${nameWords(row.namespaces, nameLength)}`
  const team = source.node([row.title, places], row.isNamed ? 'people' : 'nobody')
  const where = row.environments.length > 0 ? `, ${nameWords(row.environments, nameLength)}` : ''
  const aliases = source.node(
    [nameWords(row.names, nameLength), `${countWords(row.names.length, 'alias', 'aliases')}${where}`],
    'people',
  )
  source.edge(team, aliases, 'leads')
  return aliases
}
