import type { ChangeView } from '@/lib/contract/changes'
import type { AttemptOutcome } from '@/lib/domain/change/attempt-outcome'
import type { RefusedAttempt } from '@/lib/domain/change/attempt-refusal'
import { placeOf } from '@/lib/domain/change/endpoint'

/**
 * One line of JSON for an attempt: who changed what from where to where, what it came to, and which checks were passed by override. Reasons
 * that people gave stay in the record.
 */
export function changeLogLine(change: ChangeView, { type }: AttemptOutcome): string {
  const { id, kind, service, from, to, by, state, steps, at, overrides, undoOf } = change
  const last = steps.at(-1)
  return JSON.stringify({
    time: last?.at ?? at,
    level: type === 'Normal' ? 'info' : 'warn',
    event: 'change',
    change: id,
    kind,
    ...service,
    by,
    from: placeOf(from),
    to: placeOf(to),
    state,
    overrides: overrides.map(({ code }) => code),
    ...(undoOf === null ? {} : { undoOf }),
  })
}

/** The same for an attempt that was refused before it was recorded: at what, and which checks it did not pass. */
export function refusalLogLine({ id, kind, service, from, to, by, at, unmet, refusal }: RefusedAttempt): string {
  return JSON.stringify({
    time: at,
    level: 'warn',
    event: 'change-refused',
    change: id,
    kind,
    ...service,
    by,
    from: from && placeOf(from),
    to: to && placeOf(to),
    cause: refusal.cause,
    unmet,
    detail: refusal.says,
  })
}
