import { isInFlight } from '@/lib/domain/change/change-life'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { isProposed, type PhaseChange } from './phase-change'

/** What of a Service says whether an option would still change it; null for one that is not there. */
export type SeenService = { annotations: Readonly<Record<string, string>> } | null

/** Services as they were read, by `serviceKey`; one that is missing is not known. */
export type SeenServices = ReadonlyMap<string, SeenService>

export interface JudgedOption {
  request: ChangeRequest
  /** `open` while it would change something, `taken` by `change`, `needless` where there is nothing to change. */
  state: 'open' | 'taken' | 'needless'
  change: PhaseChange | null
}

/**
 * Whether a change of choice is still to be offered. `change` is the one that took it; where the Service is as it was before that one again,
 * it is offered anew. What is not known is offered: its plan tells.
 */
export function judgeOption(request: ChangeRequest, change: PhaseChange | null, seen: SeenServices): JudgedOption {
  const changesIt = wouldChange(request, seen)
  if (change !== null && (isInFlight(change) || isProposed(change) || changesIt !== true))
    return { request, state: 'taken', change }
  return { request, state: changesIt === false ? 'needless' : 'open', change: null }
}

function wouldChange(request: ChangeRequest, seen: SeenServices): boolean | null {
  const service = seenOf(request.service, seen)
  if (service === undefined) return null
  if (request.kind === 'delete') return service !== null
  if (request.kind !== 'annotate') return true
  if (service === null) return false
  return Object.entries(request.annotations ?? {}).some(([key, value]) => (service.annotations[key] ?? null) !== value)
}

function seenOf(ref: ServiceRef, seen: SeenServices): SeenService | undefined {
  return seen.get(serviceKey(ref))
}
