import { severityRank } from '@/lib/domain/resolution/severity'
import type { Dependent } from './dependency'

/** One line of the blast radius: a team, or nobody, or all further teams, with its aliases in one cluster. */
export interface TeamRow {
  title: string
  isNamed: boolean
  names: string[]
  namespaces: string[]
  environments: string[]
}

export interface ClusterRows {
  title: string
  rows: TeamRow[]
}

const maximumClusters = 4
const maximumRows = 7

/**
 * Who points at a host, by cluster: the clusters and teams with the most aliases, each with what is worst first. At most four clusters and about
 * seven teams; the others stand together in a last line of their own.
 */
export function teamRows(aliases: readonly Dependent[]): ClusterRows[] {
  const clusters = largestFirst(gather(aliases, ({ cluster }) => cluster))
  const shown = clusters.length > maximumClusters ? clusters.slice(0, maximumClusters - 1) : clusters
  const rest = clusters.slice(shown.length).flatMap(([, own]) => own)
  const perCluster = Math.max(2, Math.floor(maximumRows / Math.max(1, shown.length)))
  const rows = shown.map(([cluster, own]) => ({ title: `cluster ${cluster}`, rows: rowsOf(own, perCluster) }))
  if (rest.length === 0) return rows
  const others = countWords(clusters.length - shown.length, 'more cluster', 'more clusters')
  return [...rows, { title: others, rows: [row(teamWords(rest), true, rest)] }]
}

/** One cluster in short: how many teams and aliases it has that point at the host. */
export interface ClusterSum {
  title: string
  teams: number
  aliases: number
  unowned: number
}

/** The clusters with the most aliases, at most `limit` lines; the last one holds all further ones. */
export function clusterSums(aliases: readonly Dependent[], limit: number): ClusterSum[] {
  const clusters = largestFirst(gather(aliases, ({ cluster }) => cluster))
  const shown = clusters.length > limit ? clusters.slice(0, limit - 1) : clusters
  const rest = clusters.slice(shown.length).flatMap(([, own]) => own)
  const sums = shown.map(([cluster, own]) => sumOf(cluster, own))
  if (rest.length === 0) return sums
  return [...sums, sumOf(countWords(clusters.length - shown.length, 'more cluster', 'more clusters'), rest)]
}

function sumOf(title: string, aliases: readonly Dependent[]): ClusterSum {
  const owners = aliases.flatMap(({ owner }) => owner?.value ?? [])
  return { title, teams: new Set(owners).size, aliases: aliases.length, unowned: aliases.length - owners.length }
}

export function countWords(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Aliases that nobody owns are never among "more teams". */
function rowsOf(aliases: readonly Dependent[], limit: number): TeamRow[] {
  const all = largestFirst(gather(aliases, ({ owner }) => owner?.value ?? null))
  const orphans = all.filter(([team]) => team === null)
  const teams = all.filter(([team]) => team !== null)
  const room = limit - orphans.length
  const shown = teams.length > room ? teams.slice(0, room - 1) : teams
  const rest = teams.slice(shown.length).flatMap(([, own]) => own)
  const rows = [...shown, ...orphans].map(([team, own]) => row(team ?? 'unowned', team !== null, own))
  if (rest.length === 0) return rows
  return [...rows, row(countWords(teams.length - shown.length, 'more team', 'more teams'), true, rest)]
}

function teamWords(aliases: readonly Dependent[]): string {
  const teams = new Set(aliases.flatMap(({ owner }) => owner?.value ?? []))
  return teams.size === 0 ? 'unowned' : countWords(teams.size, 'team', 'teams')
}

function row(title: string, isNamed: boolean, aliases: readonly Dependent[]): TeamRow {
  const sorted = [...aliases].sort((a, b) => severityRank(a.severity) - severityRank(b.severity))
  return {
    title,
    isNamed,
    names: sorted.map(({ name }) => name),
    namespaces: [...new Set(sorted.map(({ namespace }) => namespace))],
    environments: [...new Set(sorted.flatMap(({ environment }) => environment ?? []))],
  }
}

function gather<Key>(aliases: readonly Dependent[], keyOf: (alias: Dependent) => Key): Map<Key, Dependent[]> {
  const gathered = new Map<Key, Dependent[]>()
  for (const alias of aliases) {
    const key = keyOf(alias)
    const known = gathered.get(key)
    if (known) known.push(alias)
    else gathered.set(key, [alias])
  }
  return gathered
}

function largestFirst<Key>(gathered: Map<Key, Dependent[]>): [Key, Dependent[]][] {
  return [...gathered].sort(([a, many], [b, few]) => few.length - many.length || (`${a}` < `${b}` ? -1 : 1))
}
