import type { Plan } from '@/lib/contract/changes'
import { leadOf } from './lane-of'

export interface PlanTargets {
  from: string | null
  to: string | null
}

/** Where the Service leads before and after: external names, addresses or pods; where there is none, that. */
export function targetsOf({ from, to }: Pick<Plan, 'from' | 'to'>): PlanTargets {
  return { from: leadOf(from), to: leadOf(to) }
}
