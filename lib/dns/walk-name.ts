import type { FamilyWalk, WalkTrace } from '@/lib/domain/resolution/walk-trace'
import { type AskQuestion, walkFamily } from './walk-family'

type Families = WalkTrace['families']

/** Walks a name for both address families at once, under the questions that `ask` sends. */
export async function walkName(name: string, ask: AskQuestion): Promise<Families> {
  const families = await walkBoth(name, ask, false)
  if (families.A.end.kind !== 'no-data' || families.AAAA.end.kind !== 'no-data') return families
  // CoreDNS gives NODATA for an alias that leads back to itself: only its CNAME tells. The addresses are asked for once more on the way.
  const again = await walkBoth(name, ask, true)
  return isInformative(again.A) || isInformative(again.AAAA) ? again : families
}

async function walkBoth(name: string, ask: AskQuestion, hopByHop: boolean): Promise<Families> {
  const [v4, v6] = await Promise.all([walkFamily(name, 'A', ask, hopByHop), walkFamily(name, 'AAAA', ask, hopByHop)])
  // While a resolver is being tried again only one question goes out: the other one's turn comes when that was answered.
  if (wasHeldBack(v4) !== wasHeldBack(v6)) {
    if (wasHeldBack(v4)) return { A: await walkFamily(name, 'A', ask, hopByHop), AAAA: v6 }
    return { A: v4, AAAA: await walkFamily(name, 'AAAA', ask, hopByHop) }
  }
  return { A: v4, AAAA: v6 }
}

function wasHeldBack({ end }: FamilyWalk): boolean {
  return end.kind === 'failed' && end.failure.kind === 'unsent'
}

function isInformative(walk: FamilyWalk): boolean {
  return walk.end.kind !== 'failed' && walk.end.kind !== 'no-data'
}
