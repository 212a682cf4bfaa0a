import { changeStateWords } from '@/components/change/change-state-words'
import { absoluteTime } from '@/components/ui/format-age'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView } from '@/lib/contract/changes'
import { placeOf } from '@/lib/domain/change/endpoint'
import { changeOutcome, minutesAndSeconds, seenAfterSeconds } from './change-outcome'

/** A change as text for a ticket or a chat: what, who, why, what became of it, moment by moment. */
export function changeReport(change: ChangeView): string {
  const { id, kind, service, from, to, by, reason, at, steps, overrides, undoOf } = change
  const seen = seenAfterSeconds(change)
  const lines = [
    `${kind} of ${service.namespace}/${service.name} in ${service.cluster}: ${changeOutcome(change).words}`,
    `from     ${placeOf(from)}`,
    `to       ${placeOf(to)}`,
    `when     ${absoluteTime(at)}`,
    `who      ${by}`,
    ...(reason === null ? [] : [`why      ${reason}`]),
    ...(seen === null ? [] : [`seen     ${minutesAndSeconds(seen)} after it was applied`]),
    `change   ${id}`,
    ...(undoOf === null ? [] : [`undoes   ${undoOf}`]),
    ...overrides.map(
      ({ code, reason: why, until }) =>
        `passed   ${code}: ${why}${until ? ` (valid until ${absoluteTime(until)})` : ''}`,
    ),
    ...steps.map(
      (step) => `${absoluteTime(step.at)}  ${changeStateWords(step.state).words}${step.note ? `: ${step.note}` : ''}`,
    ),
  ]
  return `${lines.map(visibleText).join('\n')}\n`
}
