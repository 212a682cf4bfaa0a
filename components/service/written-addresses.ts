import type { ServiceDetail } from '@/lib/contract/services'
import { isInForce } from '@/lib/domain/change/change-life'

/** The addresses that the last change gave a Service which has no external name any more; empty where no such change stands. */
export function writtenAddresses({ row, lastChange }: Pick<ServiceDetail, 'row' | 'lastChange'>): readonly string[] {
  if (row.target !== null || lastChange === null || !isInForce(lastChange)) return []
  return lastChange.to.addresses ?? []
}
