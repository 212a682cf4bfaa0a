/** How the review of an alias stands, from what waits longest to what waits for nothing. */
export const reviewStates = [
  'overdue',
  'changed',
  'never-reviewed',
  'needs-change',
  'reassigned',
  'retiring',
  'due',
  'signed-off',
] as const

export type ReviewState = (typeof reviewStates)[number]
