import type { Severity } from '@/lib/domain/resolution/severity'
import { type Dependency, type Dependent, describeDependency } from './dependency'

export interface PeopleSentence {
  severity: Severity
  /** Who loses the host, or depends on it, as a sentence. */
  title: string
  /** The verdict, then which aliases nobody owns. */
  detail: string
}

const namedAliases = 2

/** What a host's verdict means for people: how many teams in which environments lose it, or depend on it while it answers. */
export function peopleSentence(dependency: Dependency): PeopleSentence {
  const { host, aliases, severity, lead } = dependency
  const [first, ...rest] = aliases.filter(isLost)
  const lost = first && describeDependency(host, [first, ...rest])
  const summary = lead.verdict.summary
  if (lost) {
    const elsewhere = aliases.length - lost.aliases.length
    const others = elsewhere > 0 ? `${aliasWords(elsewhere)} still ${elsewhere === 1 ? 'resolves' : 'resolve'}.` : ''
    return {
      severity,
      title: `${subject(lost, 'loses', 'lose')} ${host}.`,
      detail: said(summary, others, orphans(lost)),
    }
  }
  if (severity === 'unknown') {
    return {
      severity,
      title: `${subject(dependency, 'depends', 'depend')} on ${host}, and nobody has said whether it resolves.`,
      detail: said(summary, orphans(dependency)),
    }
  }
  const orphaned = dependency.unowned > 0 && dependency.teams.length > 0
  const of = orphaned ? `, and nobody owns ${dependency.unowned} of ${aliasWords(aliases.length)}` : ''
  return {
    severity,
    title: `${subject(dependency, 'depends', 'depend')} on ${host}${of}.`,
    detail: said(summary, orphans(dependency)),
  }
}

function isLost({ severity, addresses }: Dependent): boolean {
  return addresses.length === 0 && (severity === 'critical' || severity === 'warning')
}

function subject({ teams, environments, aliases }: Dependency, one: string, many: string): string {
  const [team] = teams
  const [environment] = environments
  const where =
    environments.length > 1 ? ` in ${environments.length} environments` : environment ? ` in ${environment}` : ''
  if (team === undefined)
    return `${aliasWords(aliases.length)} without an owner${where} ${aliases.length === 1 ? one : many}`
  return teams.length === 1 ? `Team ${team}${where} ${one}` : `${teams.length} teams${where} ${many}`
}

function orphans({ aliases, unowned, teams }: Dependency): string {
  if (unowned === 0 || teams.length === 0) return ''
  const named = aliases.filter(({ owner }) => owner === null).slice(0, namedAliases)
  const names = named.map(({ name, namespace }) => `${name} in ${namespace}`).join(', ')
  const more = unowned - named.length
  return `Nobody is named for ${names}${more > 0 ? ` and ${more} more` : ''}.`
}

function aliasWords(count: number): string {
  return count === 1 ? '1 alias' : `${count} aliases`
}

function said(...sentences: string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ')
}
