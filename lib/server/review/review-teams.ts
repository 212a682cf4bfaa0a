import type { ReviewsPage, ReviewTeam } from '@/lib/contract/reviews'
import { compareText } from '@/lib/domain/compare-text'
import { noProgress, type ReviewProgress, withAlias } from '@/lib/domain/review/review-progress'
import type { TeamDirectory } from '@/lib/domain/review/team-directory'
import type { ReviewedAlias } from './reviewed-alias'

const mostTeams = 200

/** Counts reviews by team, and the owners that the directory does not know. */
export class ReviewTeams {
  readonly #directory: TeamDirectory
  readonly #own: ReadonlySet<string>
  readonly #byTeam = new Map<string | null, ReviewProgress>()

  constructor(directory: TeamDirectory, { groups }: { groups: readonly string[] }) {
    this.#directory = directory
    this.#own = new Set(directory.teamsOf(groups).map(({ name }) => name))
  }

  take({ team, judgement }: ReviewedAlias): void {
    this.#byTeam.set(team, withAlias(this.#byTeam.get(team) ?? noProgress, judgement.state))
  }

  /** The viewer's own teams first, then those with the most overdue; 200 at most. */
  inOrder(): ReviewTeam[] {
    return [...this.#byTeam]
      .map(([team, progress]) => {
        const known = this.#directory.find(team)
        const isMine = team !== null && this.#own.has(team)
        return { team, isKnown: known !== null, isMine, ...progress, contacts: [...(known?.contacts ?? [])] }
      })
      .sort(
        (a, b) =>
          Number(b.isMine) - Number(a.isMine) ||
          b.overdue - a.overdue ||
          b.changed - a.changed ||
          b.total - b.done - (a.total - a.done) ||
          compareText(a.team ?? '', b.team ?? ''),
      )
      .slice(0, mostTeams)
  }

  /** Owners whom no team of the directory stands for; none without a directory, where nobody is known. */
  unknownOwners(): ReviewsPage['unknownOwners'] {
    if (this.#directory.teams.length === 0) return []
    return [...this.#byTeam]
      .flatMap(([team, { total }]) =>
        team === null || this.#directory.find(team) !== null ? [] : [{ owner: team, aliases: total }],
      )
      .sort((a, b) => b.aliases - a.aliases || compareText(a.owner, b.owner))
      .slice(0, mostTeams)
  }
}
