import type { ReviewState } from '@/lib/domain/review/review-state'

/** How a state reads. */
export const reviewStateWords: Readonly<Record<ReviewState, string>> = {
  overdue: 'overdue',
  changed: 'changed since sign-off',
  'never-reviewed': 'never reviewed',
  'needs-change': 'needs change',
  reassigned: 'reassigned',
  retiring: 'to be retired',
  due: 'due',
  'signed-off': 'signed off',
}
