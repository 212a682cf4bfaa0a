import type { ReviewDecision } from './review-decision'

/** How often aliases are reviewed, in days. */
export interface ReviewCadence {
  /** For how long a sign-off holds. */
  days: number
  /** The same for some environments. */
  environments: Readonly<Record<string, number>>
  /** For how long before its end a review is due. */
  noticeDays: number
  /** After how long an answer that asks for something to be done is asked again. */
  followUpDays: number
  /** From when on an alias that was never reviewed waits, in ms since the epoch; null: it waits without a day. */
  sinceMs: number | null
}

const dayMs = 86_400_000

/** For how many days a sign-off holds in an environment. */
export function cadenceDays({ days, environments }: ReviewCadence, environment: string | null): number {
  const own = environment !== null && Object.hasOwn(environments, environment) ? environments[environment] : undefined
  return own ?? days
}

/** Until when a decision that is made now holds, in ms since the epoch. */
export function decisionEndMs(
  cadence: ReviewCadence,
  environment: string | null,
  decision: ReviewDecision,
  nowMs: number,
): number {
  const days = cadenceDays(cadence, environment)
  return nowMs + dayMs * (decision === 'confirm' ? days : Math.min(days, cadence.followUpDays))
}
