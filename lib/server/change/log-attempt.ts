import type { ChangeView } from '@/lib/contract/changes'
import type { AttemptOutcome } from '@/lib/domain/change/attempt-outcome'
import type { RefusedAttempt } from '@/lib/domain/change/attempt-refusal'
import { placeOf } from '@/lib/domain/change/endpoint'
import type { Log } from '@/lib/server/log/log'

/**
 * Tells the log of an attempt: who changed what from where to where, what it came to, and which checks were passed by override. Reasons that
 * people gave stay in the record. The API server's audit log has the writes under the same id.
 */
export function logAttempt(log: Log, change: ChangeView, { type }: AttemptOutcome): void {
  const { id, kind, service, from, to, by, state, overrides, undoOf } = change
  const message = `change ${id} of ${service.namespace}/${service.name} by ${by}: ${state}`
  log(type === 'Normal' ? 'info' : 'warn', 'change', message, {
    ...{ change: id, auditId: id, kind, ...service, by, from: placeOf(from), to: placeOf(to), state },
    overrides: overrides.map(({ code }) => code),
    ...(undoOf === null ? {} : { undoOf }),
  })
}

/** The same for an attempt that was refused before it was recorded: at what, and which checks it did not pass. */
export function logRefusal(log: Log, attempt: RefusedAttempt): void {
  const { id, kind, service, from, to, by, unmet, refusal } = attempt
  log('warn', 'change-refused', `change ${id} of ${service.namespace}/${service.name} by ${by} was refused`, {
    ...{ change: id, kind, ...service, by, from: from && placeOf(from), to: to && placeOf(to) },
    ...{ cause: refusal.cause, unmet, detail: refusal.says },
  })
}
