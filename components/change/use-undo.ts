import { wayBack } from '@/components/history/in-force'
import type { ChangeFlow } from './use-change-flow'
import { useLiveState } from './use-live-change'

/** Undoes the change that the sheet shows; null where there is nothing to undo. */
export function useUndo(flow: ChangeFlow): (() => void) | null {
  const { at } = flow.state
  const change = at.step === 'applied' ? at.change : null
  const state = useLiveState(change)
  if (change === null || state === null || wayBack({ ...change, state }) !== 'undo') return null
  return () => flow.start({ kind: 'undo', service: change.service, changeId: change.id })
}
