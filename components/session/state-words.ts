import { ageOf } from '@/components/ui/format-age'
import type { ClusterStatus } from '@/lib/contract/services'

/** The state of a cluster in words, with how long it is stale. */
export function stateWords({ state, since }: ClusterStatus, nowMs: number): string {
  if (state !== 'stale') return state
  const age = since === undefined ? null : ageOf(since, nowMs)
  return age === null ? 'stale' : `stale ${age}`
}
