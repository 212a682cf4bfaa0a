import type { Dependency } from './dependency'
import { nameWords } from './name-words'
import { countWords } from './team-rows'

const namesLength = 120

/** The blast radius in words: who points at the host with how much, and how the host stands. */
export function blastSentence({ host, aliases, namespaces, clusters, teams, unowned, lead }: Dependency): string {
  const counted = [
    countWords(aliases.length, 'alias', 'aliases'),
    countWords(namespaces.length, 'namespace', 'namespaces'),
    countWords(clusters.length, 'cluster', 'clusters'),
  ].join(', ')
  const whose = teams.length > 0 ? ` Teams: ${nameWords(teams, namesLength)}.` : ''
  const orphans = unowned > 0 ? ` ${countWords(unowned, 'alias has', 'aliases have')} no owner.` : ''
  return `${counted} point at ${host}.${whose}${orphans} ${lead.verdict.summary}`
}
