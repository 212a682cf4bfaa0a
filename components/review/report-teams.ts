import type { ReviewItem } from '@/lib/contract/reviews'

export interface TeamReport {
  team: string | null
  /** What is signed off and still holds, due or not. */
  signed: ReviewItem[]
  open: ReviewItem[]
}

/** Aliases by team, teams by name and what is nobody's last; in each namespace by namespace. */
export function byTeam(items: readonly ReviewItem[]): TeamReport[] {
  const teams = Map.groupBy(
    items.toSorted((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1)),
    ({ team }) => team,
  )
  return [...teams]
    .map(([team, own]) => ({ team, signed: own.filter(isSigned), open: own.filter((item) => !isSigned(item)) }))
    .sort((a, b) => (a.team === null || (b.team !== null && a.team > b.team) ? 1 : -1))
}

function isSigned({ state }: ReviewItem): boolean {
  return state === 'signed-off' || state === 'due'
}
