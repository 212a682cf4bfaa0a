/** Whom to reach, and by which link; null shows the text alone. */
export interface TeamContact {
  text: string
  href: string | null
}

/** A team that may own aliases. */
export interface Team {
  name: string
  /** Groups of the cluster whose members belong to it. */
  groups: readonly string[]
  /** Further texts by which annotations and labels name it. */
  owners: readonly string[]
  contacts: readonly TeamContact[]
}

/** Teams by what names them. Letter case and the prefix of a catalogue (`group:default/`) make no difference. */
export class TeamDirectory {
  readonly teams: readonly Team[]
  readonly #byOwner = new Map<string, Team>()

  constructor(teams: readonly Team[]) {
    this.teams = teams
    for (const team of teams) for (const owner of [team.name, ...team.owners]) this.#byOwner.set(plain(owner), team)
  }

  /** The team that the owner of an alias names; null where none does. */
  find(owner: string | null): Team | null {
    return owner === null ? null : (this.#byOwner.get(plain(owner)) ?? null)
  }

  /** The teams that somebody belongs to by their groups. */
  teamsOf(groups: readonly string[]): Team[] {
    const own = new Set(groups)
    return this.teams.filter((team) => team.groups.some((group) => own.has(group)))
  }

  /** Whether an alias of that owner is somebody's to review: of a team of theirs, or by their own name. */
  isMine(owner: string | null, { user, groups }: { user: string; groups: readonly string[] }): boolean {
    if (owner === null) return false
    const team = this.find(owner)
    if (team?.groups.some((group) => groups.includes(group)) === true) return true
    return plain(owner) === plain(user)
  }
}

function plain(owner: string): string {
  return owner
    .trim()
    .replace(/^(group|user):([^/]*\/)?/i, '')
    .toLowerCase()
}
