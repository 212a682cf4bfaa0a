/** A check that blocks, passed all the same: which, why, and until when; `until` null when it was given with the request and for it alone. */
export interface Override {
  code: string
  reason: string
  until: string | null
}

/** How long a plan holds, and with it what was given to pass its checks. */
export const planValidMs = 10 * 60_000

// The console that made the plan may have another clock than the one that carries it out.
const skewMs = 60_000

/** What is wrong with the end of an override, to go behind the name of its field; null when it holds at `nowMs`. */
export function complaintOfOverride({ until }: Pick<Override, 'until'>, nowMs: number): string | null {
  if (until === null) return null
  const leftMs = Date.parse(until) - nowMs
  if (leftMs <= 0) return `has passed (${until}): plan again, and give the reason for the new plan`
  return leftMs > planValidMs + skewMs ? 'must be at most 10 minutes ahead: an override ends with its plan' : null
}
