import type { ServiceDetail } from '@/lib/contract/services'
import type { ChangeState } from '@/lib/domain/change/change-state'

const standing: ReadonlySet<ChangeState> = new Set<ChangeState>([
  'applied',
  'propagating',
  'verifying',
  'soaking',
  'completed',
  'inconclusive',
  'failed',
])

/** The addresses that the last change gave a Service which has no external name any more; empty where no such change stands. */
export function writtenAddresses({ row, lastChange }: Pick<ServiceDetail, 'row' | 'lastChange'>): readonly string[] {
  if (row.target !== null || lastChange === null || !standing.has(lastChange.state)) return []
  return lastChange.to.addresses ?? []
}
