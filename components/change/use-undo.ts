import type { ChangeState } from '@/lib/domain/change/change-state'
import type { ChangeFlow } from './use-change-flow'
import { useLiveState } from './use-live-change'

const inForce: ReadonlySet<ChangeState> = new Set([
  'applied',
  'propagating',
  'verifying',
  'soaking',
  'completed',
  'inconclusive',
  'failed',
])

/** Undoes the change that the sheet shows; null where there is nothing to undo. */
export function useUndo(flow: ChangeFlow): (() => void) | null {
  const { at } = flow.state
  const change = at.step === 'applied' ? at.change : null
  const state = useLiveState(change)
  if (change === null || state === null || change.kind === 'undo' || change.kind === 'outside') return null
  if (!inForce.has(state)) return null
  return () => flow.start({ kind: 'undo', service: change.service, changeId: change.id })
}
