import type { ChangeView } from '@/lib/contract/changes'
import { seenAtMs } from '@/lib/domain/change/served-answers'

/** When the Service was patched, in ms since the epoch; when it was asked for, where that is not told. */
export function appliedMs({ steps, at }: ChangeView): number {
  return Date.parse(steps.find(({ state }) => state === 'applied')?.at ?? at)
}

/** Whole seconds since the Service was patched. */
export function elapsedSeconds(change: ChangeView, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - appliedMs(change)) / 1000))
}

/** When the cluster's DNS answered the new target, in ms since the epoch: as its answers tell, else as the steps do; null while it does not. */
export function seenMs({ answers, steps }: ChangeView): number | null {
  const verifying = steps.find(({ state }) => state === 'verifying')
  const steppedMs = verifying ? Date.parse(verifying.at) : null
  if (answers.length === 0) {
    const isProven = steps.some(({ state }) => state === 'soaking' || state === 'completed')
    return isProven ? steppedMs : null
  }
  const answeredMs = seenAtMs(answers)
  // The answers know the second, the step the moment.
  const isSame = answeredMs !== null && steppedMs !== null && Math.abs(steppedMs - answeredMs) < 2000
  return isSame ? steppedMs : answeredMs
}

/** How long after the patch the cluster's DNS answered the new target, in seconds; null while it does not. */
export function secondsToSeen(change: ChangeView): number | null {
  const atMs = seenMs(change)
  return atMs === null ? null : Math.max(0, (atMs - appliedMs(change)) / 1000)
}
