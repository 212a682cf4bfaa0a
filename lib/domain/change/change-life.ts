import type { ChangeState } from './change-state'

/** What may follow each state. A change that was thought lost is applied after all when the Service turns out to carry it. */
const following: Readonly<Record<ChangeState, readonly ChangeState[]>> = {
  ready: ['applying', 'patch-proposed', 'cancelled'],
  applying: ['applied', 'conflict', 'not-applied'],
  conflict: ['applied'],
  'not-applied': ['applied'],
  cancelled: [],
  'patch-proposed': ['observed-live', 'cancelled'],
  'observed-live': ['propagating', 'verifying', 'inconclusive', 'failed', 'reverted', 'undoing'],
  applied: ['propagating', 'inconclusive', 'failed', 'reverted', 'undoing'],
  propagating: ['verifying', 'inconclusive', 'failed', 'reverted', 'undoing'],
  verifying: ['soaking', 'inconclusive', 'failed', 'reverted', 'undoing'],
  soaking: ['completed', 'inconclusive', 'failed', 'reverted', 'undoing'],
  inconclusive: ['completed', 'undoing'],
  failed: ['completed', 'undoing'],
  completed: ['reverted', 'undoing'],
  reverted: ['undoing'],
  undoing: ['undone', 'undo-failed'],
  'undo-failed': ['undoing', 'completed', 'reverted'],
  undone: [],
}

/** Whether a change in `state` may go on to `next` in one step. */
export function mayFollow(state: ChangeState, next: ChangeState): boolean {
  return following[state].includes(next)
}

/**
 * Whether `next` lies ahead of `state`, however many steps away: what a replica that knows more may tell one that knows less. False for the
 * state itself.
 */
export function isAhead(state: ChangeState, next: ChangeState): boolean {
  return state !== next && ahead(state).has(next)
}

/** The patch may be on its way. */
export function isApplying({ state }: { state: ChangeState }): boolean {
  return state === 'applying'
}

/** Written and not yet proved. */
export function isProving({ state }: { state: ChangeState }): boolean {
  return state === 'applied' || state === 'observed-live' || state === 'propagating' || state === 'verifying'
}

/** Still being applied or proved, so that another change would be in its way. A soak is not in flight. */
export function isInFlight(change: { state: ChangeState }): boolean {
  return isApplying(change) || isProving(change)
}

/** Never reached the Service; such changes leave a full record first. */
export function wasNeverApplied({ state }: { state: ChangeState }): boolean {
  return ['ready', 'conflict', 'cancelled', 'not-applied', 'patch-proposed'].includes(state)
}

const inForce: readonly ChangeState[] = [
  'applied',
  'propagating',
  'verifying',
  'soaking',
  'completed',
  'inconclusive',
  'failed',
  'undo-failed',
]

/** Written by Signpost and not taken back: the Service is as this change left it, unless somebody wrote it since. */
export function isInForce({ state }: { state: ChangeState }): boolean {
  return inForce.includes(state)
}

const reached = new Map<ChangeState, ReadonlySet<ChangeState>>()

function ahead(state: ChangeState): ReadonlySet<ChangeState> {
  const known = reached.get(state)
  if (known) return known
  const found = new Set<ChangeState>()
  const open = [...following[state]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue
    found.add(next)
    open.push(...following[next])
  }
  reached.set(state, found)
  return found
}
