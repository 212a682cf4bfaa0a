import type { ReviewCadence } from '@/lib/domain/review/review-cadence'
import type { ReviewEntry } from '@/lib/domain/review/review-entry'
import type { ReviewSubject } from '@/lib/domain/review/review-subject'

export const sampleSubject: ReviewSubject = {
  type: 'ExternalName',
  target: 'db.example.net',
  ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }],
  owner: 'orders-team',
}

export const sampleHash = 'a'.repeat(64)

export function sampleEntry(overrides: Partial<ReviewEntry> = {}): ReviewEntry {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    uid: 'uid-1',
    at: '2026-10-01T00:00:00.000Z',
    by: 'ada',
    decision: 'confirm',
    reason: null,
    newOwner: null,
    hash: sampleHash,
    until: '2026-12-30T00:00:00.000Z',
    subject: sampleSubject,
    ...overrides,
  }
}

export const sampleCadence: ReviewCadence = {
  days: 90,
  environments: { development: 180 },
  noticeDays: 14,
  followUpDays: 30,
  sinceMs: null,
}
