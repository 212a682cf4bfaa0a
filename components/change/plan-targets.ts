import type { Plan } from '@/lib/contract/changes'
import { placeOf } from '@/lib/domain/change/endpoint'
import { isMap } from '@/lib/domain/change/merge-patch'

export interface PlanTargets {
  from: string | null
  to: string | null
}

/** The external names, or the addresses, before and after, as the plan's writes say; the one that is wanted twice where it is there already. */
export function targetsOf(plan: Plan): PlanTargets {
  const lines = plan.writes.flatMap(({ diff }) => diff)
  const line = lines.find(({ path }) => path === 'spec.externalName')
  if (!line && plan.request.kind === 'retarget') return { from: plan.request.target, to: plan.request.target }
  return {
    from: text(line?.before) ?? addressesOf(lines, 'before'),
    to: text(line?.after) ?? addressesOf(lines, 'after'),
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

// Of the slices that are made or deleted beside the Service.
function addressesOf(lines: Plan['writes'][number]['diff'], side: 'before' | 'after'): string | null {
  const endpoints = lines.flatMap((line) => (line.path === 'endpoints' && Array.isArray(line[side]) ? line[side] : []))
  const addresses = endpoints.flatMap((endpoint) =>
    isMap(endpoint) && Array.isArray(endpoint.addresses) ? endpoint.addresses : [],
  )
  return addresses.length === 0 ? null : placeOf({ type: 'ClusterIP', target: null, addresses: addresses.map(String) })
}
