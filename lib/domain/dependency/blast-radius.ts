import { type FlowSource, flowSource } from '@/lib/domain/diagram/flow-source'
import { blastSentence } from './blast-sentence'
import type { ClusterView, Dependency } from './dependency'
import { drawWays } from './draw-ways'
import { nameWords } from './name-words'
import { clusterSums, countWords, type TeamRow, teamRows } from './team-rows'

export interface BlastRadius {
  /** Mermaid source. */
  source: string
  /** The same by cluster alone and with the addresses as one, for narrow screens. */
  compactSource: string
  /** The same in words. */
  sentence: string
}

const nameLength = 40
const maximumCompactClusters = 3

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
  return { source: source.text(), compactSource: drawCompact(dependency, views, sentence), sentence }
}

function drawCompact(dependency: Dependency, views: readonly ClusterView[], sentence: string): string {
  const source = flowSource(`What goes down with ${dependency.host}`, sentence)
  const pointing = clusterSums(dependency.aliases, maximumCompactClusters).map(({ title, teams, aliases, unowned }) => {
    const cluster = source.node([title, teams === 0 ? 'unowned' : countWords(teams, 'team', 'teams')], 'people')
    const counted = countWords(aliases, 'alias', 'aliases')
    const id = source.node(unowned > 0 && teams > 0 ? [counted, `${unowned} unowned`] : [counted], 'people')
    source.edge(cluster, id, 'leads')
    return id
  })
  const host = drawWays(source, dependency.host, views, true)
  for (const id of pointing) source.edge(id, host, 'leads')
  return source.text()
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
