import type { Attestation, Migration } from './migration'
import type { ChecklistItem } from './phase'

export interface JudgedItem extends ChecklistItem {
  state: 'open' | 'attested' | 'stale'
  attestation: Attestation | null
}

/** Whether somebody's word for an item still counts. */
export function judgeItem(item: ChecklistItem, { attestations }: Migration, nowMs: number): JudgedItem {
  const attestation = attestations.findLast((each) => each.item === item.id) ?? null
  if (attestation === null) return { ...item, state: 'open', attestation }
  const isOld = item.freshSeconds !== null && nowMs - Date.parse(attestation.at) > item.freshSeconds * 1000
  return { ...item, state: isOld ? 'stale' : 'attested', attestation }
}
