import type { Plan } from '@/lib/contract/changes'

export interface PlanTargets {
  from: string | null
  to: string | null
}

/** The external names before and after, as the plan's first write says; the one that is wanted twice where it is there already. */
export function targetsOf(plan: Plan): PlanTargets {
  const line = plan.writes.flatMap(({ diff }) => diff).find(({ path }) => path === 'spec.externalName')
  if (!line && plan.request.kind === 'retarget') return { from: plan.request.target, to: plan.request.target }
  return { from: text(line?.before), to: text(line?.after) }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
