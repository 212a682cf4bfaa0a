import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { endpoint } from '@/lib/domain/change/endpoint'

/** A change id that ends in this number. */
export function changeId(number: number): string {
  return `0b7c31d2-5a55-4c1e-9f00-${number.toString(16).padStart(12, '0')}`
}

/** A switch from a.example to b.example, made in the given second of 2026-11-23 12:00. */
export function changeEntry(number: number, members: Partial<ChangeEntry> = {}): ChangeEntry {
  const at = new Date(Date.UTC(2026, 10, 23, 12, 0, number)).toISOString()
  return {
    id: changeId(number),
    uid: 'uid-1',
    kind: 'switch',
    request: { kind: 'switch', to: 'green' },
    state: 'completed',
    from: endpoint('ExternalName', 'a.example'),
    to: endpoint('ExternalName', 'b.example'),
    by: 'ada',
    reason: null,
    at,
    steps: [{ state: 'applying', at, note: null }],
    acknowledged: [],
    overrides: [],
    undoOf: null,
    soakUntil: null,
    ...members,
  }
}
