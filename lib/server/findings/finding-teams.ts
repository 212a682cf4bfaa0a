import type { FindingItem, FindingTeam } from '@/lib/contract/findings'
import { compareText } from '@/lib/domain/compare-text'

const mostTeams = 200

interface Gathered {
  team: FindingTeam
  aliases: Set<string>
}

/** Counts findings by the owners of their aliases. */
export class FindingTeams {
  readonly #teams = new Map<string | null, Gathered>()

  take({ owner, severity, cluster, namespace, name }: FindingItem): void {
    const none = { owner, critical: 0, warning: 0, unknown: 0, info: 0, aliases: 0 }
    const gathered = this.#teams.get(owner) ?? { team: none, aliases: new Set() }
    this.#teams.set(owner, gathered)
    if (severity !== 'ok') gathered.team[severity] += 1
    gathered.aliases.add(`${cluster}/${namespace}/${name}`)
  }

  /** The worst first, 200 at most. */
  worstFirst(): FindingTeam[] {
    return [...this.#teams.values()]
      .map(({ team, aliases }) => ({ ...team, aliases: aliases.size }))
      .sort(
        (a, b) =>
          b.critical - a.critical ||
          b.warning - a.warning ||
          b.info - a.info ||
          compareText(a.owner ?? '', b.owner ?? ''),
      )
      .slice(0, mostTeams)
  }
}
