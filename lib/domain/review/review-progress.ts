import type { ReviewState } from './review-state'

/** How far the reviews of a team are. What is changed or overdue is no part of what is done. */
export interface ReviewProgress {
  total: number
  done: number
  changed: number
  overdue: number
}

export const noProgress: ReviewProgress = { total: 0, done: 0, changed: 0, overdue: 0 }

/** The same with one more alias. What is due still holds, so it counts as done. */
export function withAlias({ total, done, changed, overdue }: ReviewProgress, state: ReviewState): ReviewProgress {
  return {
    total: total + 1,
    done: done + (state === 'signed-off' || state === 'due' ? 1 : 0),
    changed: changed + (state === 'changed' ? 1 : 0),
    overdue: overdue + (state === 'overdue' ? 1 : 0),
  }
}

/** Whether somebody is to look at it. */
export function isOpen(state: ReviewState): boolean {
  return state !== 'signed-off'
}
