import type { Plan } from '@/lib/contract/changes'
import { placeOf } from '@/lib/domain/change/endpoint'

export interface PlanTargets {
  from: string | null
  to: string | null
}

/** Where the Service leads before and after: external names, addresses or pods; where there is none, that. */
export function targetsOf({ from, to }: Pick<Plan, 'from' | 'to'>): PlanTargets {
  return { from: wordsOf(from), to: wordsOf(to) }
}

function wordsOf(place: Plan['from']): string {
  return place.type === 'absent' ? 'no Service' : placeOf(place)
}
