import { silenceMs } from './liveness'

/** What a console knows of a cluster just now. `since` is ISO 8601: the last answer before it fell silent; `why` of `connecting` is the last failure, if any. */
export type ClusterWatchState =
  | { state: 'connecting'; why: string | null }
  | { state: 'live' }
  | { state: 'stale'; since: string; why: string }
  | { state: 'denied'; verb: string; resource: string; why: string }

/** How one selection of Services is doing. */
export type SelectionState =
  | { kind: 'new' }
  | { kind: 'current' }
  | { kind: 'failing'; sinceMs: number; why: string; wasCurrent: boolean }
  | { kind: 'denied'; verb: string; resource: string; why: string }

export interface WatchSigns {
  services: readonly SelectionState[]
  silence: { sinceMs: number; why: string } | null
  /** Why the last question of whether the server is there got no answer; null when it did. */
  lastFailure: string | null
  nowMs: number
}

/**
 * What a cluster's state comes to: silent for 10 s, or a selection that failed for 10 s although the server answers, is stale; a denial
 * says which verb and resource; live once every selection has been listed. What was never read is not stale: it goes on connecting.
 */
export function watchState({ services, silence, lastFailure, nowMs }: WatchSigns): ClusterWatchState {
  const wasRead = services.some((state) => state.kind === 'current' || (state.kind === 'failing' && state.wasCurrent))
  const unanswered = (failure: { sinceMs: number; why: string }) =>
    wasRead ? stale(failure) : ({ state: 'connecting', why: failure.why } as const)
  if (silence !== null) return unanswered(silence)
  for (const state of services) {
    if (state.kind === 'denied') return { state: 'denied', verb: state.verb, resource: state.resource, why: state.why }
  }
  for (const state of services) {
    if (state.kind === 'failing' && nowMs - state.sinceMs >= silenceMs) return unanswered(state)
  }
  const isLive = services.every((state) => state.kind === 'current' || (state.kind === 'failing' && state.wasCurrent))
  return isLive ? { state: 'live' } : { state: 'connecting', why: lastFailure }
}

function stale({ sinceMs, why }: { sinceMs: number; why: string }): ClusterWatchState {
  return { state: 'stale', since: new Date(sinceMs).toISOString(), why }
}
