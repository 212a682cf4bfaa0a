import type { ChangeView } from '@/lib/contract/changes'
import type { AttemptOutcome } from '@/lib/domain/change/attempt-outcome'
import type { RefusedAttempt } from '@/lib/domain/change/attempt-refusal'
import type { Endpoint } from '@/lib/domain/change/endpoint'
import { placeOf } from '@/lib/domain/change/endpoint'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ServiceEvent } from '@/lib/kubernetes/events'

/** What is told of an attempt: an Event but for what only the console knows that tells it. */
export interface AttemptEvent extends Pick<ServiceEvent, 'name' | 'type' | 'action' | 'reason' | 'note' | 'atMs'> {
  service: ServiceRef
}

const longestNote = 1_024

/** The Event of what a recorded attempt came to; its name follows from change id and state. */
export function outcomeEvent(change: ChangeView, { reason, type }: AttemptOutcome): AttemptEvent {
  const { id, kind, state, service, steps, at } = change
  const name = `signpost.${id}.${state}`
  const atMs = Date.parse(steps.at(-1)?.at ?? at)
  return { service, name, type, action: kind, reason, note: plainText(noteOf(change), longestNote), atMs }
}

/** The Event of an attempt that was refused before it was recorded; its name follows from change id and cause: each cause is told once. */
export function refusalEvent({ id, kind, service, from, to, by, at, refusal }: RefusedAttempt): AttemptEvent {
  const { cause, reason, says } = refusal
  const ends = from === null && to === null ? kind : `${words(from)} to ${words(to)}`
  const note = plainText(`Refused: ${ends} by ${by}, change ${id}. ${says}`, longestNote)
  const name = `signpost.${id}.refused-${cause}`
  return { service, name, type: 'Warning', action: kind, reason, note, atMs: Date.parse(at) }
}

function words(end: Endpoint | null): string {
  return end === null ? 'unknown' : (end.target ?? end.type)
}

function noteOf({ id, from, to, by, reason, steps, overrides }: ChangeView): string {
  const note = steps.at(-1)?.note
  const passed = overrides.map(({ code }) => code).join(', ')
  const parts = [
    `${placeOf(from)} to ${placeOf(to)} by ${by}, change ${id}.`,
    ...(note ? [note] : []),
    ...(reason === null ? [] : [`Reason: ${withoutStop(reason)}.`]),
    ...(passed === '' ? [] : [`Passed by override: ${passed}.`]),
  ]
  return parts.join(' ')
}

function withoutStop(text: string): string {
  return text.replace(/\.+$/, '')
}
